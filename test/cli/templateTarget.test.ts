// `kyn train` and `kyn sweep` through the program of a template.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { type CliSetup, kyn, programsOn } from './cliEnvironment';
import { train } from './trainMachine';

const DOCKER = { '/w/docker.json': '{"command": ["docker", "run", "{name}", "{dir}", "{python}", "{script}"]}' };

const pageText = readFileSync(fileURLToPath(new URL('../../docs/targets.md', import.meta.url)), 'utf8');
const EXAMPLES = [...pageText.matchAll(/^```json\n(.*"command".*)\n```$/gm)].map(([, text = '']) => text);

const machine = (files: Readonly<Record<string, string>>) => ({ files, onPath: '/usr/bin/engine' });

// Every program is on PATH, but not the official tool.
const everyProgram = (files: Readonly<Record<string, string>>): CliSetup => ({
  files: {
    '/w/house.kyn': houseSpec,
    '/w/data/houses.csv': 'a,b,c,d,price\n1,2,3,4,5\n2,3,4,5,6\n3,4,5,6,7\n',
    ...files,
  },
  ...{ data: true, python: '/usr/bin/python3' },
  run: async argv => ({
    ok: true,
    code: 0,
    stdout: argv
      .slice(3)
      .map(name => `module ${name}\n`)
      .concat('end of modules\n')
      .join(''),
    stderr: '',
  }),
  programs: host => ({ ...programsOn(host), find: name => (name === 'kynml' ? undefined : `/usr/bin/${name}`) }),
});

const COMPILER = ['--compiler', 'builtin'] as const;

describe('--dry-run', () => {
  test.each(EXAMPLES)('%s', async text => {
    const setup = everyProgram({ '/w/engine.json': text });
    const result = await kyn(
      setup,
      'train',
      'house.kyn',
      '--out',
      'run',
      '--target',
      './engine.json',
      '--dry-run',
      ...COMPILER,
    );
    expect([result.code, result.stderr]).toEqual([0, '']);
    const vector = JSON.parse(result.stdout);
    const { command, quoted = false } = JSON.parse(text);
    const quote = (value: string): string => (quoted ? `'${value}'` : value);
    const values: Record<string, string> = {
      ...{
        '{dir}': quote('/w/run'),
        '{script}': quote('/w/run/train_house.py'),
        '{python}': quote('/usr/bin/python3'),
      },
      '{name}': vector.find((arg: string) => /^kyn-[0-9a-f]{8}$/.test(arg)),
    };
    expect(vector).toEqual([`/usr/bin/${command[0]}`, ...command.slice(1).map((arg: string) => values[arg] ?? arg)]);
    expect([...result.files.keys()].some(path => path.startsWith('/w/run') || path.includes('.kynml'))).toBe(false);
  });

  test('a sweep has a vector for each combination, each with a name of its own', async () => {
    const spec = houseSpec.replace('dataset', 'sweep:\n    lr = [0.1, 0.2]\n\ndataset');
    const setup = everyProgram({ ...DOCKER, '/w/house.kyn': spec });
    const { stdout } = await kyn(setup, 'sweep', 'house.kyn', '--target', './docker.json', '--dry-run', ...COMPILER);
    const vectors = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(vectors.map(([, , name, dir, , script]) => [name.replace(/^kyn-\w{8}/, ''), dir, script])).toEqual([
      ['-0000', '/w/combo-0000', '/w/combo-0000/train.py'],
      ['-0001', '/w/combo-0001', '/w/combo-0001/train.py'],
    ]);
  });
});

test('a training runs through the program, and its record states what the target added', async () => {
  const { started, messages, code, files } = await train(
    { files: { ...DOCKER, '/w/docker.json': DOCKER['/w/docker.json'].replace('docker', '/usr/bin/docker') } },
    ...['house.kyn', '--target', 'docker.json', '--out', 'run'],
  );
  expect(code).toBe(0);
  expect(started.map(({ program, args, cwd }) => [program, args, cwd])).toEqual([
    [
      '/usr/bin/docker',
      ['run', expect.stringMatching(/^kyn-[0-9a-f]{8}$/), '/w/run', '/usr/bin/python3', '/w/run/train_house.py'],
      '/w/run',
    ],
  ]);
  expect(messages[0]).toBe('training house.kyn with built-in compiler, /usr/bin/python3, through /usr/bin/docker');
  const record = [...files].find(([path]) => path.startsWith('/w/.kynml/records/'));
  expect(JSON.parse(String(record?.[1])).target).toEqual([
    '/usr/bin/docker',
    'run',
    '{name}',
    '{dir}',
    '{python}',
    '{script}',
  ]);
});

test('the record of a training does not contain a secret of the template', async () => {
  const { started, files } = await train(
    {
      files: {
        '/w/x.json': '{"command": ["/usr/bin/docker", "--env=API_TOKEN=sk-abcdefabcdefabcdefabcdef1234", "{script}"]}',
      },
    },
    ...['house.kyn', '--target', './x.json', '--out', 'run'],
  );
  expect(started[0]?.args[0]).toContain('sk-abcdef');
  const record = [...files].find(([path]) => path.startsWith('/w/.kynml/records/'));
  expect(String(record?.[1])).toContain('--env=API_TOKEN=(hidden)');
  expect(String(record?.[1])).not.toContain('sk-abcdef');
});

test('a run that leaves no manifest has no result, whatever the program says', async () => {
  const { code, stderr } = await train(
    { files: { '/w/x.json': '{"command": ["/usr/bin/docker", "{script}"]}' }, script: () => ({ ok: true, code: 0 }) },
    ...['house.kyn', '--target', './x.json'],
  );
  expect([code, stderr]).toEqual([1, expect.stringContaining('was not written, so this run has no result')]);
});

test.each([
  ['a missing file', './missing.json', {}, 'The target ./missing.json cannot be read'],
  ['a broken file', './x.json', { '/w/x.json': '{' }, 'The target ./x.json is not a JSON object. Nothing was started.'],
  [
    'a program that is not on PATH',
    './docker.json',
    DOCKER,
    'runs `docker`, which was not found on PATH. Nothing was started.',
  ],
])('%s', async (_name, target, files, message) => {
  const { code, stderr, started } = await train({ files }, 'house.kyn', '--target', target);
  expect([code, stderr, started]).toEqual([2, expect.stringContaining(message), []]);
});

test('the official tool does not train on a target', async () => {
  const { code, stderr } = await train(machine(DOCKER), 'house.kyn', '--target', './docker.json');
  expect([code, stderr]).toEqual([2, expect.stringContaining('Only the built-in compiler trains on a target')]);
});
