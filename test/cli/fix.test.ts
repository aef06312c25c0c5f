// kyn check --fix: the safe fixes, the same as in the editor.
import { describe, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyze } from '../../src-shared/kyn/analyze';
import { checks } from '../../src-shared/kyn/checks';
import { parse } from '../../src-shared/kyn/syntax/parse';
import { safeFixes } from '../../src-shared/text/diagnostic';
import { startClient } from '../lsp/client';
import { houseSpec } from '../specFixture';
import { kyn, lockText } from './cliEnvironment';

const GOOD = houseSpec.replace('    seed = 1\n', '    seed = 1\n    deterministic = true\n');
const WRONG = GOOD.replace('deterministic = true', 'deterministic = True').replace('"price"', "'price'");

test('writes the safe fixes and reports what remains', async () => {
  const files = { '/w/a.kyn': WRONG, '/w/b.kyn': houseSpec };
  const run = await kyn({ files }, 'check', '--fix');
  expect(run.files.get('/w/a.kyn')).toBe(GOOD);
  expect(run.files.get('/w/b.kyn')).toBe(houseSpec);
  expect(run).toMatchObject({
    code: 0,
    stdout: '2 files checked: no problems.\n',
    stderr: 'kyn: a.kyn: 2 problems fixed.\n',
  });
});

test('without --fix nothing is written', async () => {
  const run = await kyn({ files: { '/w/a.kyn': WRONG } }, 'check');
  expect(run.code).toBe(1);
  expect(run.files.get('/w/a.kyn')).toBe(WRONG);
});

test('what is not safely fixable stays and fails the check', async () => {
  const text = WRONG.replace('seed = 1', 'seed = many');
  const run = await kyn({ files: { '/w/a.kyn': text } }, 'check', '--fix');
  expect(run.code).toBe(1);
  expect(run.stdout).toContain('1 file checked: 1 error.');
  expect(run.files.get('/w/a.kyn')).toBe(GOOD.replace('seed = 1', 'seed = many'));
});

test('a locked spec that was fixed has drifted, which is an error', async () => {
  const files = { '/w/a.kyn': WRONG, '/w/kynml.lock': lockText('a.kyn', WRONG) };
  const run = await kyn({ files }, 'check', '--fix', '--format', 'json');
  expect(run.code).toBe(1);
  expect(JSON.parse(run.stdout)).toMatchObject({
    files: [{ path: 'a.kyn', diagnostics: [{ code: 'kyn/lock-drift', severity: 'error' }] }, { diagnostics: [] }],
    summary: { errors: 1 },
  });
});

test('a byte order mark and the line ends stay', async () => {
  const text = `\ufeff${WRONG.replaceAll('\n', '\r\n')}`;
  const run = await kyn({ files: { '/w/a.kyn': text } }, 'check', '--fix');
  expect(run.files.get('/w/a.kyn')).toBe(`\ufeff${GOOD.replaceAll('\n', '\r\n')}`);
});

test('standard input is not fixed', async () => {
  expect(await kyn({ stdin: WRONG }, 'check', '--fix', '-', '--kind', 'kyn-spec')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('kyn: `--fix` cannot write to standard input. Name the file.\n'),
  });
});

describe('the same as in the editor', () => {
  const examples = checks.filter(({ example }) => safeFixes(analyze({ tree: parse(example) }).diagnostics).length > 0);

  test('there are examples', () => {
    expect(examples.length).toBeGreaterThan(10);
  });

  test('each example becomes the text of "Fix all safely fixable problems"', async () => {
    const names = examples.map(({ code }) => `${code}.kyn`);
    const texts = Object.fromEntries(examples.map(({ code, example }) => [`${code}.kyn`, example]));
    const client = await startClient(texts, { options: { commands: true } });
    const files = Object.fromEntries(names.map(name => [`/w/${name}`, texts[name] ?? '']));
    const run = await kyn({ files }, 'check', '--fix', ...names);
    for (const name of names) {
      const text = texts[name] ?? '';
      await client.open(name, text);
      const uri = client.uri(name);
      const start = { line: 0, character: 0 };
      const actions: CodeAction[] = await client.connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range: { start, end: start },
        context: { diagnostics: [], only: ['source.fixAll'] },
      });
      const edits = actions[0]?.edit?.changes?.[uri] ?? [];
      expect(edits).not.toEqual([]);
      const fixed = TextDocument.applyEdits(TextDocument.create(uri, 'kynml', 1, text), edits);
      expect([name, run.files.get(`/w/${name}`)]).toEqual([name, fixed]);
    }
  });
});
