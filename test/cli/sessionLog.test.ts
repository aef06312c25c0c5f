// Session logs on the command line: only the first line is read, and secrets are not printed.
import { describe, expect, test } from 'vitest';
import { fileFormatOf } from '../../src-shared/artifacts/detect';
import { MAX_FIRST_LINE } from '../../src-shared/artifacts/fileFormat';
import { readArtifact } from '../../src-shared/artifacts/read';
import { sessionHeader } from '../sessionHeader';
import { kyn, parseJsonOutput } from './cliEnvironment';

test('a folder is searched for session logs, and other .jsonl files are skipped', async () => {
  const files = {
    '/w/s.jsonl': JSON.stringify(sessionHeader()),
    '/w/other.jsonl': '{"role": "user"}\n',
    '/w/bad.jsonl': new Uint8Array([255]),
  };
  const result = await kyn({ files }, 'check', '--format', 'json');
  expect(parseJsonOutput(result).files.map((f: { path: string }) => f.path)).toEqual(['s.jsonl']);
});

test('bytes after the first line are ignored', async () => {
  const text = new TextEncoder().encode(`${JSON.stringify(sessionHeader({ id: 'é😀' }))}\n`);
  const result = await kyn({ files: { '/w/s.jsonl': new Uint8Array([...text, 255, 254]) } }, 'check', 's.jsonl');
  expect(result).toMatchObject({ code: 0, stdout: '1 file checked: no problems.\n' });
});

test.each([
  ['x', MAX_FIRST_LINE],
  ['é', MAX_FIRST_LINE],
  ['€', MAX_FIRST_LINE],
  ['😀', MAX_FIRST_LINE],
  ['x', 3 * 1024 * 1024],
  ['€', 3 * 1024 * 1024],
])('a first line that is too long is reported and not checked: %s, %d', async (character, length) => {
  const long = JSON.stringify(sessionHeader({ note: character.repeat(length) }));
  for (const text of [long, `${long}\nmore`, `${long.slice(0, -20)}`]) {
    const result = await kyn({ files: { '/w/s.jsonl': text } }, 'check', 's.jsonl', '--format', 'json');
    expect(result.code).toBe(1);
    expect(parseJsonOutput(result).files[0].diagnostics).toMatchObject([{ code: 'kyn/line-too-long' }]);
    // The editor, which has the whole text, reports the same.
    expect(readArtifact('s.jsonl', text)?.diagnostics.map(d => d.code)).toEqual(['line-too-long']);
  }
});

test('a line of the maximum length is read completely, with characters of any size', async () => {
  for (const character of ['x', 'é', '€', '😀']) {
    const bare = JSON.stringify(sessionHeader({ note: '' })).length;
    const fill = character.repeat(Math.floor((MAX_FIRST_LINE - bare - 1) / character.length));
    const result = await kyn(
      { files: { '/w/s.jsonl': JSON.stringify(sessionHeader({ note: fill })) } },
      'check',
      's.jsonl',
    );
    expect(result.code).toBe(0);
  }
  expect(fileFormatOf('a/s.jsonl').head).toBe(1024 * 1024);
});

test('a broken header is reported', async () => {
  const files = { '/w/s.jsonl': '{"type": "session", "fingerprint": {"git_sha": "x"}, }\n' };
  const result = await kyn({ files }, 'check', '--format', 'json');
  expect(parseJsonOutput(result).files[0]).toMatchObject({
    kind: 'session-log',
    diagnostics: [{ code: 'kyn/json-syntax' }],
  });
});

test.each(['text', 'json', 'sarif', 'github'])('a secret is never printed: check --format %s', async format => {
  const files = { '/w/s.jsonl': JSON.stringify(sessionHeader({ api_key: 'hunter-secret' })) };
  const result = await kyn({ files }, 'check', 's.jsonl', '--format', format);
  expect(result.stdout).toContain('secret-in-file');
  expect(result.stdout + result.stderr).not.toContain('hunter');
});

test.each(['text', 'json', 'markdown'])('a secret is never printed: diff --format %s', async format => {
  const files = {
    '/w/a.jsonl': JSON.stringify(sessionHeader({ api_key: 'hunter-secret' })),
    '/w/b.jsonl': JSON.stringify(sessionHeader({ api_key: 'other-hunter' })),
  };
  const result = await kyn({ files }, 'diff', 'a.jsonl', 'b.jsonl', '--format', format);
  expect(result.stdout).toMatch(/\\?\(hidden\\?\)/);
  expect(result.stdout + result.stderr).not.toContain('hunter');
});

describe('standard input', () => {
  const log = `${JSON.stringify(sessionHeader())}\n{"role": "user"}\nnot JSON\n`;
  const check = (stdin: string, ...argv: string[]) => kyn({ stdin }, 'check', '-', '--format', 'json', ...argv);

  test.each([
    ['a log', log],
    ['a log with CR LF', log.replaceAll('\n', '\r\n')],
    ['a header alone', JSON.stringify(sessionHeader())],
    [
      'a header whose first key is another',
      `${JSON.stringify(Object.fromEntries(Object.entries(sessionHeader()).reverse()))}\n{}`,
    ],
  ])('is a session log if its first line is a header: %s', async (_, stdin) => {
    const run = await check(stdin);
    expect(run.code).toBe(0);
    expect(parseJsonOutput(run).files[0]).toMatchObject({
      kind: 'session-log',
      diagnostics: [{ code: 'kyn/header-only' }],
    });
  });

  test('is a broken header if it starts like one', async () => {
    const run = await check('{"type": "session", "fingerprint": {"git_sha": "x"}, }\n{}\n');
    expect(parseJsonOutput(run).files[0]).toMatchObject({
      kind: 'session-log',
      diagnostics: [{ code: 'kyn/json-syntax' }],
    });
  });

  test('has an error if it starts with a byte order mark', async () => {
    const run = await check(`\ufeff${log}`);
    expect(run.code).toBe(1);
    expect(parseJsonOutput(run).files[0]).toMatchObject({
      kind: 'session-log',
      diagnostics: [{ code: 'kyn/json-byte-order-mark' }],
    });
  });

  test('is an artifact if it is JSON of a known kind, otherwise its kind is unknown', async () => {
    const manifest = JSON.stringify({ config_hash: 'a'.repeat(64), env: {}, metrics: {}, type: 'session' });
    expect(parseJsonOutput(await check(manifest)).files[0].kind).toBe('kynml-run-manifest');
    expect(parseJsonOutput(await check(JSON.stringify(JSON.parse(manifest), null, 2))).files[0].kind).toBe(
      'kynml-run-manifest',
    );
    for (const other of ['{"role": "session"}\n{}\n', '{"a": 1}\n{"type": "session"}\n']) {
      const run = await check(other);
      expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('neither a spec nor a known artifact')]);
    }
  });

  test('can be one side of a comparison', async () => {
    const run = await kyn({ files: { '/w/s.jsonl': log }, stdin: log }, 'diff', '-', 's.jsonl');
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain('Identical inputs');
  });

  test('a file without a known extension is detected like standard input; a known extension decides', async () => {
    const files = { '/w/session': log, '/w/s.json': log };
    expect((await kyn({ files }, 'check', 'session')).code).toBe(0);
    expect((await kyn({ files }, 'check', 's.json')).code).not.toBe(0);
  });
});
