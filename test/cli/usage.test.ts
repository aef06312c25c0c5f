// Help, version, and the messages for wrong usage.
import { expect, test } from 'vitest';
import { commands } from '../../server/src/cli/commands';
import { COMMAND_WORDS } from '../../server/src/cli/commandWords';
import { findCommand } from '../../server/src/cli/findCommand';
import { readArguments } from '../../server/src/cli/readArguments';
import { kinds } from '../../src-shared/artifacts/kinds';
import { inBackticks } from '../../src-shared/text/inBackticks';
import { kyn } from './cliEnvironment';

test('--help lists all commands', async () => {
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
    'compile',
    'train',
    'sweep',
    'jobs show',
    'jobs cancel',
    'reproduce',
    'verify',
    'evidence',
    'evidence verify',
    'runs',
    'trace',
    'diff',
    'dlm compare',
    'fingerprint canonical',
    'fingerprint hash',
    'fingerprint short',
    'fingerprint compare',
    'fingerprint session',
    'fingerprint eval',
    'manifest new',
    'merge-driver',
    'textconv',
    'git-setup',
    'explain',
    'help',
    'completions',
    'mcp',
    'lsp',
  ]);
});

test('the starter knows the first word of each command', () => {
  expect(COMMAND_WORDS).toEqual([...new Set(commands.map(c => c.name.split(' ')[0]))].sort());
});

test.each(commands.map(c => c.name))('kyn %s --help shows its usage and all options', async name => {
  const command = commands.find(c => c.name === name);
  const { code, stdout } = await kyn({}, ...name.split(' '), 'whatever', '--bogus', '--help');
  expect(code).toBe(0);
  // A long usage is wrapped.
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`Usage: kyn ${name} ${command?.usage}`.trim());
  for (const option of command?.options ?? []) {
    expect(stdout).toContain(`--${option.name}`);
    if (option.name !== 'clientProcessId') expect(command?.usage).toContain(`--${option.name}`);
  }
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  const narrow = await kyn({ columns: 60 }, ...name.split(' '), '--help');
  // An example is copied as a whole line.
  const wrapped = narrow.stdout.split('\n').filter(line => !line.startsWith('    kyn '));
  for (const line of wrapped) expect(line.length).toBeLessThanOrEqual(/\S{40}/.test(line) ? 100 : 60);
});

test('--help after -- is a file', async () => {
  expect(await kyn({}, 'hash', '--', '--help')).toMatchObject({
    code: 2,
    stderr: 'kyn: --help does not exist.\n',
  });
});

test('kyn lock --help shows both commands', async () => {
  const { stdout } = await kyn({}, 'lock', '--help');
  expect(stdout).toContain('Usage: kyn lock create ');
  expect(stdout).toContain('Usage: kyn lock check ');
});

test('the version is shown alone and after a command', async () => {
  for (const argv of [['--version'], ['-V'], ['hash', '-V'], ['lock', 'check', 'a.kyn', '--version']])
    expect(await kyn({}, ...argv)).toMatchObject({ code: 0, stdout: 'kyn 1.2.3\n', stderr: '' });
});

test('kyn help shows the same texts as --help', async () => {
  for (const words of [[], ['lock'], ['lock', 'check'], ['hash']]) {
    const { code, stdout } = await kyn({}, 'help', ...words);
    expect({ code, stdout }).toEqual({ code: 0, stdout: (await kyn({}, ...words, '-h')).stdout });
  }
});

test.each(commands.map(c => [c.name, c] as const))('the examples of kyn %s can be run', async (name, command) => {
  const { stdout } = await kyn({}, ...name.split(' '), '--help');
  for (const { line } of command.examples) {
    expect(stdout).toContain(`\n    kyn ${line}\n`);
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
    const found = findCommand(words, commands);
    expect(found).toMatchObject({ kind: 'command', command: { name } });
    if (found.kind === 'command') expect(readArguments(command, found.args)).toMatchObject({ ok: true });
  }
});

test('without a command, the help is shown as a usage error', async () => {
  const { code, stdout, stderr } = await kyn({});
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('Usage: kyn COMMAND');
});

test.each([
  [['hsah'], '`kyn hsah` is not a command. Did you mean `kyn hash`?'],
  [['__proto__'], '`kyn __proto__` is not a command. Run `kyn --help` for help.'],
  [['ast', 'a.kyn'], '`kyn ast` is not a command. Run `kyn --help` for help.'],
  [['--verison'], 'unknown option `--verison`. Did you mean `--version`?'],
  [['lock'], '`kyn lock` needs a subcommand: `create` or `check`.'],
  [['lock', 'chek', 'a'], '`kyn lock chek` is not a command. Did you mean `kyn lock check`?'],
  [['hash'], '`kyn hash` needs at least one path.'],
  [['hash', ''], 'a file path is empty.'],
  [['hash', '-', '-'], 'standard input (`-`) can be read only once.'],
  [['hash', 'a', '-x'], 'unknown option `-x`.'],
  [['hash', 'a', '--fromat', 'json'], 'unknown option `--fromat`. Did you mean `--format`?'],
  [['hash', 'a', '--__proto__=1'], 'unknown option `--__proto__`.'],
  [['hash', 'a', '--format'], '`--format` needs a value: `text` or `json`.'],
  [['hash', 'a', '--format='], '`--format` needs a value: `text` or `json`.'],
  [['hash', 'a', '--format', 'jsno'], '`jsno` is not a valid value for `--format`. Did you mean `json`?'],
  [['hash', 'a', '--format', 'sarif'], '`sarif` is not a valid value for `--format`. Use `text` or `json`.'],
  [
    ['check', '--format', '--kind', 'x'],
    '`--format` needs a value: `text`, `json`, `sarif`, `github`, `gitlab` or `junit`.',
  ],
  [['check', '--max-warnings', 'x'], '`--max-warnings` needs a whole number, not `x`.'],
  [['check', '--max-warnings', '1.5'], '`--max-warnings` needs a whole number, not `1.5`.'],
  [['check', '--max-warnings=-1'], '`--max-warnings` needs a whole number, not `-1`.'],
  [['check', '--kind', 'kyn-spek'], '`kyn-spek` is not a known kind. Did you mean `kyn-spec`?'],
  [
    ['check', '--kind', 'x'],
    `\`x\` is not a known kind. Use ${inBackticks(['kyn-spec', ...kinds.map(k => k.id)], 'or')}.`,
  ],
  [['lock', 'create', 'a', 'b'], 'unexpected argument `b`: `kyn lock create` takes one spec.'],
  [['lock', 'create', 'a', '--force=1'], '`--force` does not take a value.'],
  [['lock', 'create', '-'], 'a lock records the path of its spec, so standard input cannot be locked.'],
  [
    ['lock', 'check', '-'],
    'standard input has no path, so its lock cannot be found. Name the spec with `--stdin-filename` or the lock with `--lock`.',
  ],
  [['help', 'lock', 'chek'], '`kyn lock chek` is not a command. Did you mean `kyn lock check`?'],
  [['help', 'hsah'], '`kyn hsah` is not a command. Did you mean `kyn hash`?'],
  [['help', 'hash', 'x'], 'unexpected argument `x`: `kyn hash` has no subcommands.'],
  [['-q', 'check'], '`-q` is an option of a command, so it follows the command.'],
  [['--color=never', 'check'], '`--color=never` is an option of a command, so it follows the command.'],
  [['hash', 'a', '--color', 'maybe'], '`maybe` is not a valid value for `--color`. Use `auto`, `always` or `never`.'],
  [['hash', 'a', '-o'], '`--output-file` needs a value: FILE.'],
  [['train', 'a', '-o', 'b'], 'unknown option `-o`.'],
  [
    ['hash', 'a', '--stdin-filename', 'b'],
    '`--stdin-filename` names the file of standard input, so it needs the file `-`.',
  ],
  [['runs', '--stdin-filename', 'b'], 'unknown option `--stdin-filename`.'],
  [['completions', 'bsh'], '`bsh` is not a shell with completions. Did you mean `bash`?'],
  [['completions', 'cmd'], '`cmd` is not a shell with completions. Use `bash`, `zsh` or `fish`.'],
  [['diff', 'a'], '`kyn diff` needs two files.'],
  [['diff', 'a', 'b', 'c'], 'unexpected argument `c`: `kyn diff` takes two files.'],
  [['lsp'], '`--stdio` is required: the server communicates on standard input and output.'],
  [['lsp', '--stdio', 'x'], 'unexpected argument `x`: `kyn lsp` takes no files.'],
])('%j is a usage error', async (argv, message) => {
  const run = await kyn({}, ...argv);
  expect(run).toMatchObject({ code: 2, stdout: '', served: false });
  const [problem, usage] = run.stderr.split('\n');
  expect(problem).toBe(`kyn: ${message}`);
  expect(usage).toMatch(/^kyn: usage: kyn /);
});

test('lsp --stdio starts the server, also with the options that editors add', async () => {
  expect(await kyn({}, 'lsp', '--stdio', '--clientProcessId=12')).toMatchObject({ code: 0, stdout: '', served: true });
});

test('an internal error is one line and exit code 2', async () => {
  const files = { '/w/a.kyn': 'x' };
  const git = () => {
    throw new Error('broken\n    at somewhere');
  };
  const { code, stdout, stderr } = await kyn({ files, git }, 'check');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe(
    'kyn: internal error (broken\\u000a    at somewhere). This is a bug in kyn, not in your files; report it.\n',
  );
});
