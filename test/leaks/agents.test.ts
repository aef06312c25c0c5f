// No tool for agents shows a secret or a control character: on files with canaries, with canaries in their names and inputs.
import { expect, test } from 'vitest';
import { agentTools } from '../../src-shared/agents/tools';
import { callAgent } from '../agents/agentCalls';
import { lockText } from '../cli/cliEnvironment';
import { artifactSample, BY_FORM, BY_NAME, CONTROLS, expectHidden, SPEC } from './canary';

const pairs = artifactSample();
const HOSTILE = `${BY_FORM}${CONTROLS.replaceAll(/[\0-\x1f\x7f]/g, '')}`;

const filesOf = (): Record<string, string> => ({
  '/w/s.kyn': SPEC,
  [`/w/${HOSTILE}.kyn`]: SPEC,
  '/w/kynml.lock': lockText(HOSTILE, SPEC, { api_key: BY_NAME }),
  ...Object.fromEntries(
    pairs.flatMap(({ name, a, b }, i) => [
      [`/w/a${i}/${name}`, a],
      [`/w/b${i}/${name}`, b],
    ]),
  ),
});

function inputsOf(name: string): object[] {
  if (name === 'kynml_explain_finding') return [{ code: HOSTILE }];
  if (/compare|difference/.test(name))
    return pairs.map(({ name: file }, i) => ({ a: `a${i}/${file}`, b: `b${i}/${file}` }));
  const paths = ['s.kyn', `${HOSTILE}.kyn`, ...pairs.map(({ name: file }, i) => `a${i}/${file}`)];
  return [...paths, HOSTILE, `/${HOSTILE}`].map(path => ({ path, ...(name === 'kynml_train' && { out: HOSTILE }) }));
}

test.each(agentTools.map(tool => tool.name))('%s', async name => {
  const more = [
    { [HOSTILE]: 1 },
    HOSTILE,
    ...(name === 'kynml_find_runs' ? [{ where: HOSTILE }, { sort: HOSTILE }] : []),
  ];
  const inputs = [...inputsOf(name), ...more];
  expect(inputs.length).toBeGreaterThan(2);
  for (const input of inputs) {
    const { text, facts } = await callAgent({ files: filesOf(), allowWrite: true, data: true }, name, input);
    expectHidden(text, `the answer of ${name} to ${JSON.stringify(input)}`);
    expectHidden(facts, `the JSON of ${name} for ${JSON.stringify(input)}`);
  }
});
