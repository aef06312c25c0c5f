// What the tests of `kyn manifest new` have: a repository, an interpreter and two files.
import type { CliSetup } from './cliEnvironment';

/** The commit. */
export const SHA = '1a2b3c4d'.repeat(5);
/** A text as bytes. */
export const bytes = (text: string) => new TextEncoder().encode(text);
/** Answers of git; `dirty`: what `git status` lists. */
export const answers =
  (dirty = ''): NonNullable<CliSetup['git']> =>
  async (_, args) =>
    bytes(
      args.includes('status')
        ? `## main\n${dirty}`
        : ({ 'rev-parse --verify --quiet HEAD': `${SHA}\n`, 'rev-parse --abbrev-ref HEAD': 'main\n' }[args.join(' ')] ??
            ''),
    );
const python: NonNullable<CliSetup['run']> = async ([program, ...args]) => ({
  ok: true,
  code: 0,
  stdout: JSON.stringify({ python: `3.11.9 (${program} ${args[0]})`, platform: 'Linux-6.1' }),
  stderr: '',
});
/** A command line in a clean work tree. */
export const environment: CliSetup = {
  files: {
    '/w/params.json': '{"lr": 1e-1, "name": "é", "big": 123456789012345678901234567890, "n": 7.0}',
    '/w/provenance.json': '{"kind": "synthetic", "seed": 7}',
  },
  git: answers(),
  run: python,
  python: '/env/bin/python',
  now: new Date('2026-04-19T17:30:00.123Z'),
};
