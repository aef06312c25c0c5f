// What is left out of the client library in the extension's package is what the server does not have.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { expect, test } from 'vitest';
import { Minimatch } from '../../client/src/server/minimatch';
import { initializeResult } from '../../server/src/lsp/initializeResult';
import { noCapabilities } from '../../server/src/lsp/protocol/clientCapabilities';

const script = (name: string): string => new URL(`../../scripts/${name}.mjs`, import.meta.url).href;
const { bundles }: { bundles(production: boolean): Readonly<Record<string, BuildOptions>> } = await import(
  script('bundles')
);
const { LEFT_OUT }: { LEFT_OUT: Readonly<Record<string, readonly string[]>> } = await import(script('clientParts'));

const library = (name: string): string =>
  readFileSync(
    fileURLToPath(new URL(`../../node_modules/vscode-languageclient/lib/common/${name}.js`, import.meta.url)),
    'utf8',
  );

test.each(Object.entries(LEFT_OUT))(
  'the client library uses %s only for the features that are listed',
  (file, classes) => {
    const client = library('client');
    const created = [...client.matchAll(new RegExp(`new ${file}_1\\.(\\w+)`, 'g'))].map(([, name = '']) => name);
    expect(created.sort()).toEqual([...classes].sort());
    const others = [...client.matchAll(new RegExp(`(?<!new )\\b${file}_1\\.([\\w.]+)`, 'g'))].map(
      ([, name = '']) => name,
    );
    // A document is a cell of a notebook, and a feature is the one for notebooks.
    const known = ['NotebookDocumentSyncFeature', 'NotebookDocumentSyncFeature.CellScheme'];
    expect(others.filter(name => !known.includes(name))).toEqual([]);
  },
);

test('the pulls of findings use of notebooks only what is there', () => {
  const used = library('diagnostic').match(/notebookFeature\.\w+/g) ?? [];
  expect(new Set(used)).toEqual(
    new Set(['Open', 'Change', 'Save', 'Close'].map(what => `notebookFeature.on${what}NotificationSent`)),
  );
});

test('the server has none of these features', () => {
  const { workspace, ...offered } = initializeResult('1', noCapabilities).capabilities;
  expect(Object.keys(workspace ?? {})).toEqual(['workspaceFolders']);
  for (const provider of [
    'color',
    'implementation',
    'inlineCompletion',
    'inlineValue',
    'typeDefinition',
    'typeHierarchy',
  ])
    expect(offered).not.toHaveProperty(`${provider}Provider`);
  expect(offered).not.toHaveProperty('notebookDocumentSync');
});

test('the bundle contains none of them, and no library for patterns', async () => {
  const { languageClient } = bundles(false);
  const { metafile } = await build({ ...languageClient, write: false, metafile: true });
  const inputs = Object.keys(metafile.inputs);
  const left = Object.keys(LEFT_OUT).map(file => `vscode-languageclient/lib/common/${file}.js`);
  expect(
    inputs.filter(
      input => left.some(file => input.endsWith(file)) || /node_modules.(minimatch|brace-expansion)/.test(input),
    ),
  ).toEqual([]);
  expect(inputs.some(input => input.endsWith('vscode-languageclient/lib/common/diagnostic.js'))).toBe(true);
});

test('the patterns of the extension match complete paths', () => {
  const source = readFileSync(
    fileURLToPath(new URL('../../client/src/server/languageClient.ts', import.meta.url)),
    'utf8',
  );
  const patterns = [...source.matchAll(/pattern: '([^']+)'/g)].flatMap(([, pattern]) => pattern ?? []);
  expect(patterns).toEqual(['**/*.lock', '**/*.jsonl']);
  for (const pattern of [...patterns, '**/*.dlm']) {
    const [matcher, name] = [new Minimatch(pattern), pattern.slice(4)];
    const paths = [`/a${name}`, `/w/b/c${name}`, `c:\\w\\a${name}`, `/w/a${name}.txt`];
    expect(paths.map(path => matcher.match(path))).toEqual([true, true, true, false]);
  }
});

test('a pattern below a folder matches what is in it', () => {
  const matcher = new Minimatch('/w/runs/**/*.json');
  expect(['/w/runs/a.json', '/w/runs/b/c.json', '/w/a.json'].map(path => matcher.match(path))).toEqual([
    true,
    true,
    false,
  ]);
});
