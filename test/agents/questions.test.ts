// Ten questions of a person to an agent, each with the tool and the input that answer it, and the facts that the answer must have. If a description or an
// answer changes so that one of them can no longer be answered, agents answer wrongly.
import { expect, test } from 'vitest';
import { agentTools } from '../../src-shared/agents/tools';
import { lockText, manifestText, sha256 } from '../cli/cliEnvironment';
import { houseSpec } from '../specFixture';
import { type AgentSetup, callAgent } from './agentCalls';

const DATA = 'a,b,c,d,price\n1,2,3,4,5\n';
const CHANGED = houseSpec.replace('epochs = 3', 'epochs = 9');
const WRONG = houseSpec.replace('epochs = 3', 'epochz = 3');

const run = (mae: number, more: object = {}) =>
  manifestText({ config_hash: sha256(houseSpec), data_hash: sha256(DATA), metrics: { mae }, ...more });

const project = (more: Readonly<Record<string, string>> = {}): AgentSetup => ({
  data: true,
  files: {
    '/w/house.kyn': houseSpec,
    '/w/data/houses.csv': DATA,
    '/w/kynml.lock': lockText('house.kyn', houseSpec),
    '/w/runs/a/run_manifest.json': run(14.5),
    '/w/runs/b/run_manifest.json': run(12.25),
    '/w/runs/c/run_manifest.json': run(9, { config_hash: sha256(CHANGED), data_hash: 'e'.repeat(64) }),
    ...more,
  },
});

interface Question {
  readonly question: string;
  readonly setup?: AgentSetup;
  readonly tool: string;
  readonly input: object;
  readonly facts: object;
}

const A = 'runs/a/run_manifest.json';
const B = 'runs/b/run_manifest.json';
const C = 'runs/c/run_manifest.json';

const questions: readonly Question[] = [
  {
    question: 'Is house.kyn valid?',
    tool: 'kynml_check',
    input: { path: 'house.kyn' },
    facts: { checkedFiles: 1, errors: 0, warnings: 0 },
  },
  {
    question: 'What is wrong with wrong.kyn, and where?',
    setup: project({ '/w/wrong.kyn': WRONG }),
    tool: 'kynml_check',
    input: { path: 'wrong.kyn' },
    facts: {
      errors: 1,
      findings: expect.arrayContaining([
        expect.objectContaining({ place: 'wrong.kyn:17:5', code: 'kyn/unknown-key', severity: 'error' }),
      ]),
    },
  },
  {
    question: 'What does kyn/lock-drift mean, and how do I fix it?',
    tool: 'kynml_explain_finding',
    input: { code: 'kyn/lock-drift' },
    facts: { explanation: expect.arrayContaining(['Fix', expect.stringContaining('Regenerate the lock')]) },
  },
  {
    question: 'Did house.kyn change since it was locked?',
    setup: project({ '/w/house.kyn': CHANGED }),
    tool: 'kynml_lock_state',
    input: { path: 'house.kyn' },
    facts: {
      specs: [
        {
          spec: 'house.kyn',
          state: 'drifted',
          configHash: sha256(CHANGED),
          lock: 'kynml.lock',
          lockedHash: sha256(houseSpec),
          closureHash: null,
        },
      ],
    },
  },
  {
    question: 'Which run of the current spec has the smallest mae?',
    tool: 'kynml_find_runs',
    input: { where: 'state = current', sort: 'mae', limit: 1 },
    facts: { found: 2, runs: [expect.objectContaining({ path: B, spec: 'house.kyn', metrics: { mae: 12.25 } })] },
  },
  {
    question: 'Is run b better than run a?',
    tool: 'kynml_compare',
    input: { a: A, b: B },
    facts: {
      verdict: 'identical-inputs',
      metrics: [expect.objectContaining({ name: 'mae', a: 14.5, b: 12.25, better: 'b' })],
    },
  },
  {
    question: 'May I compare run a with run c?',
    tool: 'kynml_compare',
    input: { a: A, b: C },
    facts: { verdict: 'not-comparable', differences: { error: 2 } },
  },
  {
    question: 'Why do run a and run c differ?',
    tool: 'kynml_explain_difference',
    input: { a: A, b: C },
    facts: {
      differences: expect.arrayContaining([
        expect.objectContaining({ path: 'data_hash', severity: 'error', means: 'not the same experiment' }),
      ]),
    },
  },
  {
    question: 'Which spec made run a?',
    tool: 'kynml_trace',
    input: { path: A },
    facts: { configHash: sha256(houseSpec), found: 1, places: [{ path: 'house.kyn', commit: null, date: null }] },
  },
  {
    question: 'Can I trust run c?',
    tool: 'kynml_verify',
    input: { path: C },
    facts: {
      runs: [
        expect.objectContaining({
          path: C,
          steps: expect.arrayContaining([expect.objectContaining({ name: 'config_hash', state: 'unknown' })]),
        }),
      ],
    },
  },
];

test.each(questions)('$question', async ({ setup = project(), tool, input, facts }) => {
  const answer = await callAgent(setup, tool, input);
  expect(answer.facts).toMatchObject(facts);
  expect(answer.failed).toBe(false);
});

test('each tool that reads answers one of the questions', () => {
  const asked = new Set(questions.map(({ tool }) => tool));
  expect(questions).toHaveLength(10);
  expect(agentTools.filter(({ name, writes }) => !writes && !asked.has(name))).toEqual([]);
});

test('a run that is contradicted comes first, before those with steps that are unknown', async () => {
  const files = project({ '/w/data/houses.csv': `${DATA}9,9,9,9,9\n` });
  const { facts } = await callAgent(files, 'kynml_verify', { path: 'runs' });
  const counts = facts.runs.map((r: { contradicted: number }) => r.contradicted);
  expect(counts).toHaveLength(3);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(counts[0]).toBeGreaterThan(0);
});
