// A session log that begins with a merge conflict is a session log with that finding, from a file, from standard input and in a buffer.
import { describe, expect, test } from 'vitest';
import { MAX_FIRST_LINE } from '../../src-shared/artifacts/fileFormat';
import { readArtifact } from '../../src-shared/artifacts/read';
import { check as checkJson } from './checkJson';

const header = (id: string): string =>
  JSON.stringify({
    type: 'session',
    id,
    fingerprint: { config_hash: 'a1b2c3d4e5f60718', git_sha: 'def45678', git_dirty: false },
  });
const event = (text = 'x'): string => JSON.stringify({ type: 'message', text });
const lines = (...parts: readonly string[]): string => `${parts.join('\n')}\n`;

const whole = lines('<<<<<<< HEAD', header('a'), '=======', header('b'), '>>>>>>> b', event());
// Longer than what is read of a file, which ends within a character.
const long = lines(
  '<<<<<<< HEAD',
  header('a'),
  ...Array.from({ length: 20 }, () => event('€'.repeat(20_000))),
  '=======',
  '>>>>>>> b',
);

describe.each([
  ['both sides', whole],
  ['Windows line ends', whole.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\ufeff${whole}`],
  ['an empty current side', lines('<<<<<<< HEAD', '=======', header('b'), '>>>>>>> b', event())],
  ['a common version', lines('<<<<<<< a', header('a'), '||||||| o', header('o'), '=======', header('b'), '>>>>>>> b')],
  ['only its first marker', lines('<<<<<<< HEAD', header('a'), event())],
  ['only its last marker', lines('>>>>>>> b', header('a'), event())],
  ['an end that is too far away', long],
])('a session log that begins with a conflict with %s', (_, text) => {
  const expected = { kind: 'session-log', codes: ['kyn/merge-conflict'] };
  const check = async (...argv: string[]) => {
    const { files } = await checkJson({ files: { '/w/log.jsonl': text }, stdin: text }, ...argv);
    return files.map(f => ({ kind: f.kind, codes: f.diagnostics.map(d => d.code) }));
  };

  test('is recognised by the command line', async () => {
    expect(await check('log.jsonl')).toEqual([expected]);
    expect(await check('-')).toEqual([expected]);
  });

  test('has the same finding in a buffer', () => {
    const artifact = readArtifact('log.jsonl', text);
    expect(artifact?.kind.id).toBe('session-log');
    expect(artifact?.diagnostics.map(d => d.code)).toEqual(['merge-conflict']);
  });
});

test('an end that is too far away is not read from a buffer either', () => {
  const [finding] = readArtifact('log.jsonl', long)?.diagnostics ?? [];
  expect(finding?.message).toContain('looks like a leftover of a merge conflict');
});

test('the sides of a conflict can be kept', () => {
  const [finding] = readArtifact('log.jsonl', whole)?.diagnostics ?? [];
  expect(finding?.fixes?.map(f => f.title)).toEqual(['Keep the current side', 'Keep the incoming side']);
});

test.each([
  ['a later conflict', lines(header('a'), '<<<<<<< HEAD', event(), '=======', event('y'), '>>>>>>> b')],
  ['a marker in a value', lines(header('<<<<<<< HEAD'), event())],
])('%s is not read, as the rest of a log is not', (_, text) => {
  const artifact = readArtifact('log.jsonl', text);
  expect([artifact?.kind.id, artifact?.diagnostics.map(d => d.code)]).toEqual([
    'session-log',
    ['header-only', ...Array(4).fill('missing-field')],
  ]);
});

test.each([
  ['other lines', lines('<<<<<<< HEAD', event(), '=======', event('y'), '>>>>>>> b')],
  ['a first line that is too long', lines(`<<<<<<< ${'x'.repeat(MAX_FIRST_LINE)}`, event())],
])('a conflict with %s is not a session log', async (_, text) => {
  expect(readArtifact('log.jsonl', text)).toBeUndefined();
});
