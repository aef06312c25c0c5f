import { readdirSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import type { CodeLens, Hover, InitializeResult } from 'vscode-languageserver';
import type { SpecHistoryAnswer } from '../../src-shared/protocol/explainRequests';
import { WORKER_READY } from '../../src-shared/protocol/fileRequests';
import type { LockPlan } from '../../src-shared/protocol/requests';
import type { RunTableView } from '../../src-shared/protocol/runTableView';
import { type MemorySource, memorySource } from '../host/loaded/memorySource';
import { browserCode, coreText, type Peer, startWorker } from './workerServer';

const ROOT = 'vscode-vfs://github/owner/repo';
const AT = '/vscode-vfs/github/owner/repo';

function exampleTexts(): Record<string, string> {
  const folder = 'examples/house-price';
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => /\.\w+$/.test(name));
  return Object.fromEntries(names.map(name => [name, readFileSync(`${folder}/${name}`, 'utf8')]));
}

let core = '';

beforeAll(async () => {
  core = await coreText();
}, 120_000);

async function start(texts: Readonly<Record<string, string>>): Promise<{ client: Peer; source: MemorySource }> {
  const source = memorySource(Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${AT}/${name}`, text])));
  const client = startWorker(core, source);
  await client.request<InitializeResult>('initialize', {
    capabilities: { workspace: { workspaceFolders: true } },
    workspaceFolders: [{ uri: ROOT, name: 'repo' }],
    initializationOptions: { commands: true, changes: true, trusted: true },
  });
  client.notify('initialized', {});
  return { client, source };
}

const uri = (name: string): string => `${ROOT}/${name}`;

function open(client: Peer, name: string, text: string): void {
  client.notify('textDocument/didOpen', { textDocument: { uri: uri(name), languageId: 'kynml', version: 1, text } });
}

const LOCKED = /lock\)\slocked$/;

const AT_START = { line: 0, character: 0 };

function titles(lenses: readonly CodeLens[]): string[] {
  return lenses.map(({ command }) => command?.title ?? '');
}

async function openExample(): Promise<{
  client: Peer;
  source: MemorySource;
  lenses: (name: string) => Promise<string[]>;
}> {
  const texts = exampleTexts();
  const { client, source } = await start(texts);
  open(client, 'house_price.kyn', texts['house_price.kyn'] ?? '');
  const lenses = async (name: string) =>
    titles(await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: uri(name) } }));
  return { client, source, lenses };
}

test('the build fails where code of the browser needs a module of Node', async () => {
  const options = await browserCode();
  expect(options.length).toBeGreaterThan(0);
  for (const one of options) await expect(build(one)).resolves.toMatchObject({ errors: [] });
  const [first] = options;
  const { entryPoints: _, ...rest } = first ?? {};
  const wrong = { contents: "import 'node:fs'", resolveDir: '.' };
  await expect(build({ ...rest, stdin: wrong, logLevel: 'silent' })).rejects.toThrow('Could not resolve "node:fs"');
});

test('the hash and the state of the lock are shown, and drift ends when the lock is regenerated', async () => {
  const { client, source, lenses } = await openExample();
  const [hash, lock] = await lenses('house_price.kyn');
  expect(hash).toBe('CONFIG_HASH 52221cb43fa3');
  expect(lock).toMatch(LOCKED);
  const change = { range: { start: AT_START, end: AT_START }, text: '# changed\n' };
  client.notify('textDocument/didChange', {
    textDocument: { uri: uri('house_price.kyn'), version: 2 },
    contentChanges: [change],
  });
  expect((await lenses('house_price.kyn'))[1]).toContain('drift');
  const spec = `${AT}/house_price.kyn`;
  await source.writeFile(spec, `# changed\n${source.text(spec)}`);
  client.notify('textDocument/didSave', { textDocument: { uri: uri('house_price.kyn') } });
  const planned = { uri: uri('house_price.kyn'), mode: 'regenerate' };
  const plan = await client.request<LockPlan>('kynml/planLock', planned);
  expect(await client.request('kynml/writeLock', { ...planned, confirmed: plan.confirm })).toMatchObject({ ok: true });
  expect((await lenses('house_price.kyn'))[1]).toMatch(LOCKED);
  expect(source.text(`${AT}/kynml.lock`)).not.toContain('52221cb43fa3');
});

test('findings, and no finding about data that cannot be seen', async () => {
  const { client } = await openExample();
  open(client, 'wrong.kyn', 'dataset d: csv("gone.csv")\nseeed 1\n');
  await client.request('textDocument/documentSymbol', { textDocument: { uri: uri('wrong.kyn') } });
  const codes = await client.published(uri('wrong.kyn'));
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.filter(code => code.includes('data'))).toEqual([]);
  expect(await client.published(uri('house_price.kyn'))).toEqual([]);
});

test('a hover of data says that it cannot be checked here', async () => {
  const { client } = await openExample();
  const { contents } = await client.request<Hover>('textDocument/hover', {
    textDocument: { uri: uri('house_price.kyn') },
    position: { line: 7, character: 25 },
  });
  expect(JSON.stringify(contents)).toContain('data/houses.csv cannot be checked in the browser');
});

test('runs are listed, compared and verified, as far as files show it', async () => {
  const { client } = await openExample();
  const { runs } = await client.request<RunTableView>('kynml/runTable', { query: {} });
  expect(runs).toHaveLength(3);
  const [a = '', , b = ''] = runs;
  expect(await client.request('kynml/diff', { a, b })).toMatchObject({ ok: true });
  const verified = JSON.stringify(await client.request('kynml/verify', { uri: a }));
  expect(verified).toContain('"summary":"3 confirmed, 2 unknown"');
  expect(verified).toContain('data/houses.csv cannot be checked in the browser');
});

test('nothing is said about commits', async () => {
  const { client } = await openExample();
  const history = await client.request<SpecHistoryAnswer>('kynml/specHistory', { uri: uri('house_price.kyn') });
  expect(history).toMatchObject({
    view: {
      versions: [{ label: 'Commit not known' }],
      notes: expect.arrayContaining([expect.stringContaining('git cannot be asked in the browser')]),
    },
  });
  expect(await client.request('kynml/gitState', { uri: uri('house_price.kyn') })).toBe('unknown');
  expect(client.received.filter(({ method }) => method === 'window/showMessage')).toEqual([]);
});

test('the settings of a folder that is added apply to a spec that was checked before it was loaded', async () => {
  const { client, source } = await start({ 'a.kyn': 'seed 1\n' });
  const [folder, name] = ['vscode-vfs://github/owner/other', 'b.kyn'];
  const text = 'model m:\n    input 2\n    dense 2 mine\n';
  await source.writeFile('/vscode-vfs/github/owner/other/.kynml.json', '{"catalog":{"extra":{"activation":["mine"]}}}');
  await source.writeFile(`/vscode-vfs/github/owner/other/${name}`, text);
  const document = { uri: `${folder}/${name}`, languageId: 'kynml', version: 1, text };
  const { readFolder } = source;
  source.readFolder = async path => {
    await client.published(document.uri);
    return readFolder(path);
  };
  client.notify('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ uri: folder, name: 'other' }], removed: [] },
  });
  client.notify('textDocument/didOpen', { textDocument: document });
  await expect.poll(() => client.published(document.uri)).toEqual(['missing-block']);
});

test('a file that another program adds is found by its event', async () => {
  const { client, source, lenses } = await openExample();
  await source.writeFile(`${AT}/kynml.lock`, '{}');
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri('kynml.lock'), type: 2 }] });
  await expect.poll(async () => (await lenses('house_price.kyn'))[1]).not.toMatch(LOCKED);
});

test('the first message says that the server is ready, which the extension waits for', async () => {
  const { client } = await start({});
  expect(client.received[0]).toBe(WORKER_READY);
  expect(client.received.filter(message => typeof message === 'string')).toEqual([WORKER_READY]);
});
