// No command of `kyn` prints a secret or a control character, in any format: on files with canaries, with canaries in their names and arguments.
import { expect, test } from 'vitest';
import type { Command } from '../../server/src/cli/command';
import { commands } from '../../server/src/cli/commands';
import { kyn, lockText } from '../cli/cliEnvironment';
import { artifactSample, BY_FORM, BY_NAME, CONTROLS, expectHidden, LINE, SPEC, SPECS, sampleOf } from './canary';

const pairs = artifactSample();

const HOSTILE = `${BY_FORM}${CONTROLS}${LINE}`;
const FILES: Readonly<Record<string, string>> = {
  '/w/s.kyn': SPEC,
  '/w/clean.kyn': 'params:\n    lr = 0.1\n',
  [`/w/${HOSTILE}.kyn`]: SPEC,
  '/w/kynml.lock': lockText(HOSTILE, SPEC, { api_key: BY_NAME }),
  ...Object.fromEntries(sampleOf(SPECS).map((text, i) => [`/w/specs/s${i}.kyn`, text])),
  ...Object.fromEntries(
    pairs.flatMap(({ name, a, b }, i) => [
      [`/w/a${i}/${name}`, a],
      [`/w/b${i}/${name}`, b],
    ]),
  ),
};

const formatsOf = ({ options }: Command): readonly string[] => options.find(o => o.name === 'format')?.choices ?? [''];

// Arguments in several forms: what the command expects, and what it must refuse.
function callsOf(command: Command): string[][] {
  const spec = ['s.kyn'];
  const hostile = [`${HOSTILE}.kyn`];
  const single = pairs.map(({ name }, i) => [`a${i}/${name}`]);
  const both = pairs.map(({ name }, i) => [`a${i}/${name}`, `b${i}/${name}`]);
  const files =
    command.files.max === 0
      ? [[]]
      : command.files.max >= 2 && command.files.min === 2
        ? both
        : [spec, hostile, ['.'], ...single];
  const values = command.options.filter(o => o.value && o.name !== 'format').map(o => `--${o.name}=${HOSTILE}`);
  const switches = command.options.filter(o => !o.value).map(o => [`--${o.name}`, ...spec]);
  return [...files, ...switches, [HOSTILE], [`--${HOSTILE}`], ...values.map(value => [...spec, value])];
}

const cases = commands.flatMap(command =>
  formatsOf(command).map(format => ({ command, format, name: `${command.name} ${format}` })),
);

test.each(cases)('kyn $name', async ({ command, format }) => {
  for (const call of callsOf(command)) {
    const options = format === '' ? [] : ['--format', format];
    const { stdout, stderr } = await kyn({ files: FILES }, ...command.name.split(' '), ...options, ...call);
    const where = JSON.stringify([command.name, format, ...call]);
    expectHidden(stderr, `stderr of ${where}`);
    const isData = command.printsData?.(new Map(call.filter(c => /^--\w+$/.test(c)).map(c => [c, ''])));
    if (!isData) expectHidden(stdout, `stdout of ${where}`);
  }
});

test('the check of a whole folder reports the secrets of each spec', async () => {
  const { stdout } = await kyn({ files: FILES }, 'check', '.', '--format', 'json');
  const found = JSON.parse(stdout).files.filter((f: { diagnostics: { code: string }[] }) =>
    f.diagnostics.some(d => d.code.includes('secret')),
  );
  expect(found.length).toBeGreaterThan(pairs.length);
});

test('JSON keeps a path with special characters exact', async () => {
  const name = `a\u001b\u202e.kyn`;
  const { stdout } = await kyn({ files: { [`/w/${name}`]: 'params:\n' } }, 'check', name, '--format', 'json');
  expectHidden(stdout, 'JSON');
  expect(JSON.parse(stdout).files[0].path).toBe(name);
});

test('a command that forgets to escape its text is covered by the boundary', async () => {
  const { forPeople } = await import('../../server/src/cli/run');
  expectHidden(forPeople(`x ${BY_FORM} ${CONTROLS}`, false), 'the boundary');
  expect(forPeople('\u001b[31mred\u001b[39m\n\tx', true)).toBe('\u001b[31mred\u001b[39m\n\tx');
});

test('the source line of a secret is shown with stars in place of it', async () => {
  const { stdout } = await kyn({ files: { '/w/s.kyn': 'params:\n    api_key = "saffron"\n' } }, 'check', 's.kyn');
  expect(stdout).toContain('2 |     api_key = "*******"');
});
