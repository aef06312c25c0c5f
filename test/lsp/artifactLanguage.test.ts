// Artifacts with NaN: when the editor should switch the language, and what the server provides in it.
import { describe, expect, it } from 'vitest';
import type { CompletionItem, DocumentSymbol, FoldingRange, TextEdit } from 'vscode-languageserver';
import { policyRowNames } from '../../src-shared/repro/compare/policyTable';
import { startClient, type TestClient } from './client';
import { lockFor, sha, VSCODE_CLIENT } from './lockFixture';

const manifest = (metric: string): string => `{
  "config_hash": "${sha('spec')}",
  "data_hash": "${sha('data')}",
  "env": {"platform": "Linux", "python": "3.11.9", "torch": "2.3.0"},
  "kynml_version": "0.1.0",
  "metrics": {
    "mae": ${metric}
  },
  "seed": 42
}
`;

const conflicted = (text: string, other = text): string =>
  text.replace(/\n(.*)/, `\n<<<<<<< HEAD\n$1\n=======\n${other.split('\n')[1]}\n>>>>>>> feature`);

describe('kynml/ownLanguage', () => {
  it.each([
    ['a manifest with NaN', 'run_manifest.json', manifest('NaN'), true],
    ['under another name', 'other.json', manifest('-Infinity'), true],
    ['a finite manifest', 'run_manifest.json', manifest('0.1'), false],
    ['a foreign file with the name of a manifest', 'run_manifest.json', '{"chart": NaN}', false],
    ['a manifest that is broken', 'run_manifest.json', manifest('NaN,'), null],
    ['a manifest with a merge conflict', 'run_manifest.json', conflicted(manifest('1')), true],
    ['under another name', 'mine.json', conflicted(manifest('1')), true],
    ['a lock with a merge conflict', 'kynml.lock', conflicted(lockFor('a'), lockFor('b')), true],
    ['a lock', 'kynml.lock', lockFor('a'), false],
    ['a foreign file with a merge conflict', 'run_manifest.json', conflicted('{\n"chart": 1\n}\n'), false],
  ])('%s', async (_, name, text, expected) => {
    const client = await startClient({ [name]: text }, VSCODE_CLIENT);
    expect(await client.request('kynml/ownLanguage', { uri: client.uri(name) })).toBe(expected);
    await client.open(name, text);
    expect(await client.request('kynml/ownLanguage', { uri: client.uri(name) })).toBe(expected);
  });

  it('follows the buffer and the ignored files', async () => {
    const settings = { artifacts: { ignore: ['old/**'] } };
    const files = { 'run_manifest.json': manifest('1'), 'old/run_manifest.json': manifest('NaN') };
    const client = await startClient(files, { ...VSCODE_CLIENT, settings });
    await client.open('run_manifest.json', manifest('1'));
    await client.change('run_manifest.json', manifest('NaN'));
    const ask = (name: string) => client.request('kynml/ownLanguage', { uri: client.uri(name) });
    expect(await ask('run_manifest.json')).toBe(true);
    await expect.poll(() => ask('old/run_manifest.json')).toBe(false);
  });
});

describe.each([
  ['kynml-json', true],
  ['json', false],
])('in the language %s', (language, isOurs) => {
  const text = manifest('NaN');
  const open = async (content = text): Promise<TestClient> => {
    const client = await startClient({ 'run_manifest.json': content }, { options: { jsonSchemas: true } });
    await client.open('run_manifest.json', content, language);
    return client;
  };
  const ask = <R>(client: TestClient, method: string, more: object = {}): Promise<R> =>
    client.connection.sendRequest(method, { textDocument: { uri: client.uri('run_manifest.json') }, ...more });

  it('the outline has the fields and their values', async () => {
    const symbols = await ask<DocumentSymbol[]>(await open(), 'textDocument/documentSymbol');
    const metrics = symbols.find(s => s.name === 'metrics');
    expect(metrics?.children?.map(c => `${c.name} ${c.detail}`)).toEqual(isOurs ? ['mae NaN'] : undefined);
  });

  it('objects of several lines fold', async () => {
    const folds = await ask<FoldingRange[]>(await open(), 'textDocument/foldingRange');
    expect(folds.map(f => [f.startLine, f.endLine])).toEqual(
      isOurs
        ? [
            [0, 8],
            [5, 6],
          ]
        : [],
    );
  });

  it('formatting lays out the text and keeps NaN', async () => {
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await ask<TextEdit[]>(await open(), 'textDocument/formatting', { options });
    expect(edits.map(e => e.newText)).toEqual(
      isOurs ? [text.replace('{"platform": "Linux", "python": "3.11.9", "torch": "2.3.0"}', ENV)] : [],
    );
  });

  it('fields are completed', async () => {
    const client = await open(text.replace('"seed": 42', '""'));
    const position = { line: 8, character: 3 };
    const items = await ask<CompletionItem[]>(client, 'textDocument/completion', { position });
    expect(items.map(i => i.label)).toEqual(isOurs ? expect.arrayContaining(['seed']) : []);
  });

  it('the hover explains a field', async () => {
    const hover = await (await open()).hover('run_manifest.json', 2, 5);
    expect(JSON.stringify(hover?.contents)).toContain('SHA-256 of the dataset');
  });

  it('the file is checked', async () => {
    expect(await (await open(text.replace('42', '"x"'))).codes('run_manifest.json')).toEqual([
      'diverged',
      'wrong-field',
    ]);
  });
});

const ENV = `{
    "platform": "Linux",
    "python": "3.11.9",
    "torch": "2.3.0"
  }`;

describe('in an editor that has not got the JSON schemas', () => {
  const labels = async (file: string, text: string, options: object = {}): Promise<string[]> => {
    const client = await startClient({ [file]: text }, { options });
    await client.open(file, text, 'json');
    const at = text.indexOf('""') + 1;
    const items = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', {
      textDocument: { uri: client.uri(file) },
      position: { line: 0, character: at },
    });
    return items.map(item => item.label);
  };

  it('the server completes the fields of a JSON document', async () => {
    const text = manifest('1').split('\n').join(' ').replace('"seed": 42', '""');
    expect(await labels('run_manifest.json', text)).toContain('seed');
    expect(await labels('run_manifest.json', text, { jsonSchemas: true })).toEqual([]);
  });

  it('settings have their fields, and the rows of the policy', async () => {
    expect(await labels('.kynml.json', '{"catalog": {}, ""}')).toEqual([
      '$schema',
      'policy',
      'artifacts',
      'runs',
      'targets',
    ]);
    const rows = await labels('.kynml.json', '{"policy": {"torch": "info", ""}}');
    expect(rows).toEqual(['strict', ...policyRowNames.filter(name => name !== 'torch')]);
    expect(rows).toContain('seed');
    expect(await labels('.kynml.json', '{"runs": {""}}')).toEqual(['headlineMetric', 'metricDirections']);
  });

  it('the JSON of other programs has none', async () => {
    expect(await labels('package.json', '{"name": "x", ""}')).toEqual([]);
  });
});
