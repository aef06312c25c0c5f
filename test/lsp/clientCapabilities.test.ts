// The server serves a client by what it declares: the form of answers, the capabilities that it offers, settings, folders and notifications.
import { expect, test } from 'vitest';
import type { CompletionItem, DocumentSymbol, FoldingRange, SymbolInformation } from 'vscode-languageserver';
import { actionsFor } from '../../server/src/lsp/adapt/actions';
import { diagnosticsFor } from '../../server/src/lsp/adapt/findings';
import { foldsFor, symbolsFor, workspaceSymbolsFor } from '../../server/src/lsp/adapt/symbols';
import { completionFor, hoverFor, signatureFor } from '../../server/src/lsp/adapt/texts';
import { capabilitiesOf, noCapabilities } from '../../server/src/lsp/protocol/clientCapabilities';
import { workspaceRoots } from '../../server/src/lsp/protocol/workspaceRoots';
import { ARTIFACT_LANGUAGE } from '../../src-shared/protocol/languages';
import { houseSpec } from '../specFixture';
import { startClient } from './client';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };
const MARKDOWN = { kind: 'markdown', value: '**a** `b`' } as const;
const PLAIN = { kind: 'plaintext', value: 'a b' };

test('texts are Markdown only where it is declared', () => {
  const rich = capabilitiesOf({
    textDocument: {
      hover: { contentFormat: ['plaintext', 'markdown'] },
      completion: { completionItem: { documentationFormat: ['markdown'] } },
      signatureHelp: { signatureInformation: { documentationFormat: ['markdown'] } },
    },
  });
  const hover = { contents: MARKDOWN, range };
  expect(hoverFor(hover, rich)).toBe(hover);
  expect(hoverFor(hover, noCapabilities)).toEqual({ contents: PLAIN, range });
  expect(hoverFor(null, noCapabilities)).toBe(null);
  const help = {
    signatures: [
      { label: 'f(a)', documentation: MARKDOWN, parameters: [{ label: 'a', documentation: MARKDOWN }, { label: 'b' }] },
    ],
    activeSignature: 0,
    activeParameter: 0,
  };
  expect(signatureFor(help, rich)).toBe(help);
  expect(signatureFor(help, noCapabilities)?.signatures).toEqual([
    { label: 'f(a)', documentation: PLAIN, parameters: [{ label: 'a', documentation: PLAIN }, { label: 'b' }] },
  ]);
  const item: CompletionItem = { label: 'a', documentation: MARKDOWN };
  expect(completionFor(item, rich)).toEqual(item);
  expect(completionFor(item, noCapabilities)).toEqual({ label: 'a', documentation: PLAIN });
});

test('a completion has the members and kinds that are declared', () => {
  const item: CompletionItem = { label: 'a', kind: 20, commitCharacters: ['('], preselect: true };
  expect(completionFor(item, noCapabilities)).toEqual({ label: 'a', kind: 1 });
  const client = capabilitiesOf({
    textDocument: {
      completion: {
        completionItem: { commitCharactersSupport: true, preselectSupport: true },
        completionItemKind: { valueSet: [20] },
      },
    },
  });
  expect(completionFor(item, client)).toEqual(item);
});

test('symbols are a tree only where it is declared, with kinds that are known', () => {
  const child: DocumentSymbol = { name: 'lr', kind: 7, range, selectionRange: range };
  const tree: DocumentSymbol[] = [{ name: 'Net', kind: 23, range, selectionRange: range, children: [child] }];
  const all = Array.from({ length: 26 }, (_, i) => i + 1) as DocumentSymbol['kind'][];
  const rich = capabilitiesOf({
    textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true, symbolKind: { valueSet: all } } },
  });
  expect(symbolsFor(tree, rich, 'u')).toEqual(tree);
  expect(symbolsFor(tree, noCapabilities, 'u')).toEqual([
    { name: 'Net', kind: 5, location: { uri: 'u', range } },
    { name: 'lr', kind: 7, location: { uri: 'u', range }, containerName: 'Net' },
  ]);
  const symbols: SymbolInformation[] = [{ name: 'Houses', kind: 23, location: { uri: 'u', range } }];
  expect(workspaceSymbolsFor(symbols, noCapabilities)[0]?.kind).toBe(5);
  expect(workspaceSymbolsFor(symbols, rich)[0]?.kind).toBe(23);
});

test('folds are limited', () => {
  const folds: FoldingRange[] = [0, 1, 2].map(line => ({ startLine: line, endLine: line + 1 }));
  expect(foldsFor(folds, noCapabilities)).toEqual(folds);
  expect(foldsFor(folds, capabilitiesOf({ textDocument: { foldingRange: { rangeLimit: 2 } } }))).toEqual(
    folds.slice(0, 2),
  );
});

test('findings have tags and other places only where they are declared, wherever the client declares it', () => {
  const finding = {
    range,
    message: 'm',
    tags: [1 as const],
    relatedInformation: [{ location: { uri: 'u', range }, message: 'n' }],
  };
  expect(diagnosticsFor([finding], noCapabilities)).toEqual([{ range, message: 'm' }]);
  const supported = { tagSupport: { valueSet: [1 as const] }, relatedInformation: true };
  for (const textDocument of [{ publishDiagnostics: supported }, { diagnostic: supported }])
    expect(diagnosticsFor([finding], capabilitiesOf({ textDocument }))).toEqual([finding]);
});

test('code actions have the members that are declared, and are commands without literals', () => {
  const edit = { changes: {} };
  const command = { title: 'c', command: 'x' };
  const actions = [
    { title: 'e', isPreferred: true, diagnostics: [{ range, message: 'm', tags: [1 as const] }], edit },
    { title: 'c', command },
    { title: 'both', edit, command },
  ];
  const literals = { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } };
  expect(actionsFor(actions, capabilitiesOf({ textDocument: literals }))[0]).toEqual({
    title: 'e',
    diagnostics: [{ range, message: 'm' }],
    edit,
  });
  expect(actionsFor(actions, noCapabilities)).toEqual([command]);
  expect(actionsFor(actions, capabilitiesOf({ workspace: { applyEdit: true } }))).toEqual([
    { title: 'e', command: 'kynml.server.applyEdit', arguments: [edit] },
    command,
  ]);
});

test.each([
  [
    'the folders',
    { workspaceFolders: [{ uri: 'file:///a/', name: 'a' }], rootUri: 'file:///b', rootPath: '/c' },
    ['/a'],
  ],
  ['no folder', { workspaceFolders: [], rootUri: 'file:///b', rootPath: '/c' }, []],
  ['rootUri', { workspaceFolders: null, rootUri: 'file:///b%20c', rootPath: '/c' }, ['/b c']],
  ['rootPath', { rootUri: null, rootPath: '/c/d/' }, ['/c/d']],
  ['nothing', { rootUri: null, rootPath: null }, []],
])('the folders of a client that sends %s', (_, params, folders) => {
  expect(workspaceRoots(params)).toEqual(folders);
});

test('formatters are registered for KynML’s languages where that is possible, and offered for all documents elsewhere', async () => {
  const plain = await startClient();
  expect(plain.initialized.capabilities).toMatchObject({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
  });
  const client = await startClient({}, { formatters: true });
  const { capabilities } = client.initialized;
  expect([
    capabilities.documentFormattingProvider,
    capabilities.documentRangeFormattingProvider,
    capabilities.documentOnTypeFormattingProvider,
  ]).toEqual([undefined, undefined, undefined]);
  const registered = () => client.registered.filter(r => /formatting$/i.test(r.method));
  await expect
    .poll(() => registered().map(r => r.method))
    .toEqual(['textDocument/formatting', 'textDocument/rangeFormatting', 'textDocument/onTypeFormatting']);
  for (const { registerOptions } of registered())
    expect(registerOptions).toMatchObject({
      documentSelector: [{ language: 'kynml' }, { language: ARTIFACT_LANGUAGE }],
    });
});

const unknownWord = houseSpec.replace('linear', 'swish');
const off = { kynml: { catalog: { unknownWords: 'off' }, compiler: 'official' } };

test.each([
  ['with the section', off],
  ['the section itself', off.kynml],
])('settings of a client that cannot be asked: at the start, %s', async (_, settings) => {
  const client = await startClient({}, { options: { settings } });
  await client.open('net.kyn', unknownWord);
  await expect.poll(() => client.codes('net.kyn')).toEqual([]);
});

test('settings of a client that cannot be asked: when it sends them', async () => {
  const client = await startClient();
  await client.open('net.kyn', unknownWord);
  expect(await client.codes('net.kyn')).not.toEqual([]);
  const send = (settings: unknown) =>
    client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  await send(off);
  await expect.poll(() => client.codes('net.kyn')).toEqual([]);
  // Settings of other servers say nothing about ours.
  await send({ other: {} });
  await send(null);
  expect(await client.codes('net.kyn')).toEqual([]);
  await send({ kynml: {} });
  await expect.poll(() => client.codes('net.kyn')).not.toEqual([]);
});

test('a client that can be asked, but has no settings of KynML, keeps those that it sent', async () => {
  const client = await startClient({}, { settings: () => null, options: { settings: off } });
  await client.open('net.kyn', unknownWord);
  await expect.poll(() => client.codes('net.kyn')).toEqual([]);
});

test('a client is told of changed settings of KynML only, where it can register for that', async () => {
  const client = await startClient({}, { formatters: true });
  await expect
    .poll(() => client.registered)
    .toContainEqual(
      expect.objectContaining({ method: 'workspace/didChangeConfiguration', registerOptions: { section: 'kynml' } }),
    );
});

test('a client that does not request kynml/changed gets no notification of KynML', async () => {
  const client = await startClient({}, { options: { changes: false } });
  await client.open('net.kyn', houseSpec);
  await client.change('net.kyn', `${houseSpec}# more\n`);
  await client.codes('net.kyn');
  expect(client.changed).toEqual([]);
  const asking = await startClient();
  await asking.open('net.kyn', houseSpec);
  await expect.poll(() => asking.changed.length).toBeGreaterThan(0);
});
