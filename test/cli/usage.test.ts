// How `kyn` is called: help, version, and what is said when it is called wrongly.
import { expect, test } from 'vitest';
import { commands } from '../../server/src/cli/commands';
import { kinds } from '../../src-shared/artifacts/kinds';
import { kyn } from './cliEnvironment';

test('--help names every command and nothing that is not there', async () => {
  const { code, stdout, stderr } = await kyn({}, '--help');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const listed = /Commands:\n((?: {2}.*\n)+)/.exec(stdout)?.[1] ?? '';
  expect(
    listed
      .trimEnd()
      .split('\n')
      .map(line => line.trim().split(/ {2,}/)[0]),
  ).toEqual(commands.map(c => c.name));
  expect(commands.map(c => c.name)).toEqual([
    'hash',
    'check',
    'fmt',
    'lock create',
    'lock check',
    'diff',
    'dlm compare',
    'fingerprint canonical',
    'fingerprint hash',
    'fingerprint short',
    'fingerprint compare',
    'fingerprint session',
    'fingerprint eval',
    'manifest new',
    'lsp',
  ]);
});

test.each(commands.map(c => c.name))('kyn %s --help tells its usage and each of its options', async name => {
  const command = commands.find(c => c.name === name);
  const { code, stdout } = await kyn({}, ...name.split(' '), 'whatever', '--bogus', '--help');
  expect(code).toBe(0);
  // A long usage goes on in the next line.
  expect(stdout.replaceAll('\n', ' ')).toContain(`Usage: kyn ${name} ${command?.usage} `);
  for (const option of command?.options ?? []) {
    expect(stdout).toContain(`--${option.name}`);
    if (option.name !== 'clientProcessId') expect(command?.usage).toContain(`--${option.name}`);
  }
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});

test('--help after -- is a file', async () => {
  expect(await kyn({}, 'hash', '--', '--help')).toMatchObject({
    code: 2,
    stderr: 'kyn: --help cannot be read: there is no such file.\n',
  });
});

test('kyn lock --help shows both commands', async () => {
  const { stdout } = await kyn({}, 'lock', '--help');
  expect(stdout).toContain('Usage: kyn lock create ');
  expect(stdout).toContain('Usage: kyn lock check ');
});

test('--version', async () => {
  expect(await kyn({}, '--version')).toMatchObject({ code: 0, stdout: 'kyn 1.2.3\n', stderr: '' });
});

test('without a command the help is shown as a usage error', async () => {
  const { code, stdout, stderr } = await kyn({});
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('Usage: kyn COMMAND');
});

test.each([
  [['hsah'], 'there is no command hsah; did you mean hash?'],
  [['__proto__'], 'there is no command __proto__.'],
  [['ast', 'a.kyn'], 'there is no command ast.'],
  [['--verison'], 'there is no option --verison.'],
  [['lock'], 'lock needs to know what to do; there is lock create and lock check.'],
  [['lock', 'chek', 'a'], 'there is no command lock chek; did you mean lock check?'],
  [['hash'], 'hash: a file is missing; it is used as kyn hash FILE... [--format FORMAT].'],
  [['hash', ''], 'hash: a path is empty.'],
  [['hash', '-', '-'], 'hash: standard input (-) can be read only once.'],
  [['hash', 'a', '-x'], 'hash: there is no option -x.'],
  [['hash', 'a', '--fromat', 'json'], 'hash: there is no option --fromat; did you mean --format?'],
  [['hash', 'a', '--__proto__=1'], 'hash: there is no option --__proto__.'],
  [['hash', 'a', '--format'], 'hash: --format needs a value: text, json.'],
  [['hash', 'a', '--format='], 'hash: --format needs a value: text, json.'],
  [['hash', 'a', '--format', 'jsno'], 'hash: --format cannot be jsno; did you mean json?'],
  [['hash', 'a', '--format', 'sarif'], 'hash: --format cannot be sarif; it can be text, json.'],
  [['check', '--format', '--kind', 'x'], 'check: --format needs a value: text, json, sarif, github.'],
  [['check', '--max-warnings', 'x'], 'check: --max-warnings needs a whole number, not x.'],
  [['check', '--max-warnings', '1.5'], 'check: --max-warnings needs a whole number, not 1.5.'],
  [['check', '--max-warnings=-1'], 'check: --max-warnings needs a whole number, not -1.'],
  [['check', '--kind', 'kyn-spek'], 'check: there is no kind kyn-spek; did you mean kyn-spec?'],
  [
    ['check', '--kind', 'x'],
    `check: there is no kind x; there is ${['kyn-spec', ...kinds.map(k => k.id)].join(', ')}.`,
  ],
  [['lock', 'create', 'a', 'b'], 'lock create: it takes one file, and b is one too many.'],
  [['lock', 'create', 'a', '--force=1'], 'lock create: --force takes no value.'],
  [['lock', 'create', '-'], 'lock create: a lock names its spec, so standard input cannot be locked.'],
  [['lock', 'check', '-'], 'lock check: standard input has no path to find its lock by; name the lock with --lock.'],
  [['diff', 'a'], 'diff: a file is missing; it is used as kyn diff A B [--exit-code] [--format FORMAT].'],
  [['diff', 'a', 'b', 'c'], 'diff: it takes two files, and c is one too many.'],
  [['lsp'], 'lsp: it needs --stdio, which says how the editor speaks with it.'],
  [['lsp', '--stdio', 'x'], 'lsp: it takes no files, and x is one too many.'],
])('%j is refused in words', async (argv, message) => {
  const run = await kyn({}, ...argv);
  expect(run).toMatchObject({ code: 2, stdout: '', served: false });
  expect(run.stderr.split('\n')[0]).toBe(`kyn: ${message}`);
});

test('lsp --stdio starts the server, with what editors add', async () => {
  expect(await kyn({}, 'lsp', '--stdio', '--clientProcessId=12')).toMatchObject({ code: 0, stdout: '', served: true });
});

test('a fault of kyn itself is one line and exit code 2', async () => {
  const files = { '/w/a.kyn': 'x' };
  const git = () => {
    throw new Error('broken\n    at somewhere');
  };
  const { code, stdout, stderr } = await kyn({ files, git }, 'check');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe(
    'kyn: this is a fault of kyn and not of your files; please report it (broken\\u000a    at somewhere).\n',
  );
});
