// kyn completions: the scripts complete words in the real shells.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { commands } from '../../server/src/cli/commands';
import { SHELLS } from '../../server/src/cli/completions/shells';
import { notRun } from '../notRun';
import { kyn } from './cliEnvironment';
import { runIn } from './kynProcess';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-completions-')));
const home = {
  ...process.env,
  TERM: 'vt100',
  HOME: folder,
  XDG_CONFIG_HOME: folder,
  XDG_DATA_HOME: folder,
  XDG_CACHE_HOME: folder,
};
beforeAll(async () => {
  for (const shell of SHELLS) writeFileSync(join(folder, shell), (await kyn({}, 'completions', shell)).stdout);
  mkdirSync(join(folder, 'work'));
  writeFileSync(join(folder, 'work', 'house.kyn'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a shell offers for the last word of a line. */
type Complete = (context: TestContext, line: string) => string[];

const shell = (context: TestContext, name: string, args: readonly string[]): string => {
  if (runIn(folder, name, ['--version']).status !== 0) notRun(context, `${name} is not installed.`);
  const { status, stdout, stderr } = runIn(join(folder, 'work'), name, args, home);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

// `complete -o default` adds file names where the function finds nothing, so an empty answer means files.
const bash: Complete = (context, line) => {
  const words = line.split(/ |(?<==)|(?==)/);
  const script = `source ../bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _kyn; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return shell(context, 'bash', ['--norc', '-c', script, 'bash', ...words])
    .split('\n')
    .filter(Boolean);
};

const fish: Complete = (context, line) =>
  shell(context, 'fish', ['--no-config', '-c', 'source ../fish; complete -C "$argv[1]"', line])
    .split('\n')
    .filter(Boolean)
    .map(offer => offer.split('\t')[0] ?? '')
    .map(word => word.replace(/^--[a-z-]+=/, ''));

const zsh: Complete = (context, line) =>
  shell(context, 'zsh', ['-f', fileURLToPath(new URL('offeredByZsh.zsh', import.meta.url)), line])
    .split('\n')
    .filter(Boolean);

describe.each([
  ['bash', bash],
  ['fish', fish],
  ['zsh', zsh],
] as const)('%s', (name, complete) => {
  test('commands', context => {
    const words = [...new Set(commands.map(c => c.name.split(' ')[0] ?? ''))];
    expect(complete(context, 'kyn ')).toEqual(expect.arrayContaining(words));
    expect(complete(context, 'kyn ha')).toContain('hash');
    expect(complete(context, 'kyn ha')).not.toContain('check');
  });

  test('subcommands', context => {
    const offered = complete(context, 'kyn lock ');
    expect(offered).toEqual(expect.arrayContaining(['create', 'check']));
    expect(offered).not.toContain('hash');
  });

  test('options of the command', context => {
    const offered = complete(context, 'kyn check --').map(word => word.replace(/=$/, ''));
    expect(offered).toEqual(expect.arrayContaining(['--fix', '--max-warnings', '--output-file', '--quiet']));
    expect(offered).not.toContain('--lock');
    const ofLock = complete(context, 'kyn lock check a.kyn --lo').map(word => word.replace(/=$/, ''));
    expect(ofLock).toContain('--lock');
    expect(ofLock).not.toContain('--format');
  });

  test('options of a command whose first word has a subcommand', context => {
    expect(complete(context, 'kyn evidence ')).toContain('verify');
    const own = complete(context, 'kyn evidence run.json --w').map(word => word.replace(/=$/, ''));
    expect(own).toContain('--with-data');
    const ofSub = complete(context, 'kyn evidence verify x --fo').map(word => word.replace(/=$/, ''));
    expect(ofSub).toContain('--format');
  });

  test('values of an option', context => {
    const formats = ['text', 'json', 'sarif', 'github'];
    expect(complete(context, 'kyn check --format ')).toEqual(expect.arrayContaining(formats));
    const colors = complete(context, 'kyn hash --color=');
    expect(colors).toEqual(expect.arrayContaining(['auto', 'always', 'never']));
    expect(colors).not.toContain('json');
  });

  test('values of an option that are words or files', context => {
    expect(complete(context, 'kyn train --target ')).toEqual(expect.arrayContaining(['local', 'slurm']));
    expect(complete(context, 'kyn sweep --target sl')).toEqual(['slurm']);
    const none = name === 'bash' ? [] : ['house.kyn'];
    expect([...new Set(complete(context, 'kyn train --target hou'))]).toEqual(none);
  });

  test('codes, commands and shells in the place of files', context => {
    expect(complete(context, 'kyn explain lock-d')).toContain('lock-drift');
    expect(complete(context, 'kyn help ')).toContain('check');
    expect(complete(context, 'kyn completions ')).toEqual(expect.arrayContaining([...SHELLS]));
  });

  test('files', context => {
    const none = name === 'bash' ? [] : expect.arrayContaining(['house.kyn']);
    expect(complete(context, 'kyn hash hou')).toEqual(none);
    expect(complete(context, 'kyn check -o hou')).toEqual(none);
  });
});
