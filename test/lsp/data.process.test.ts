// Findings about the data of specs, through the protocol: they follow file changes, and typing does not read the disk.
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type CompletionItem, FileChangeType } from 'vscode-languageserver';
import { nodeHost } from '../nodeHost';
import { houseSpec } from '../specFixture';
import { startClient, type TestClient } from './client';

// With two inputs, as many as the CSV has features.
const SPEC = houseSpec.slice(houseSpec.indexOf('dataset')).replace('input 4', 'input 2').replace('$lr', '0.1');
const CSV = 'area,rooms,price\n1,2,3\n';
const DATA = { data: true } as const;

const tell = (client: TestClient, path: string, type: FileChangeType) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri(path), type }] });

async function opened(files: Record<string, string>, more = {}, path = 'net.kyn', text = SPEC): Promise<TestClient> {
  const client = await startClient({ [path]: text, ...files }, { ...DATA, ...more });
  await client.open(path, text);
  return client;
}

/** The clock that limits how often files are compared with the disk. */
function stopClock(): void {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
}

describe('a data file', () => {
  it('removes its finding when it appears, and gets one again when it changes or is deleted', async () => {
    stopClock();
    const client = await opened({});
    expect(await client.codes('net.kyn')).toEqual(['csv-missing']);
    client.write('data/houses.csv', CSV);
    // No event reported the change yet.
    expect(await client.codes('net.kyn')).toEqual(['csv-missing']);
    await tell(client, 'data/houses.csv', FileChangeType.Created);
    expect(await client.codes('net.kyn')).toEqual([]);
    client.write('data/houses.csv', 'area,prize\n1,2\n3,4\n');
    await tell(client, 'data/houses.csv', FileChangeType.Changed);
    expect(await client.codes('net.kyn')).toEqual(['csv-target']);
    rmSync(client.path('data'), { recursive: true });
    await tell(client, 'data', FileChangeType.Deleted);
    expect(await client.codes('net.kyn')).toEqual(['csv-missing']);
  });

  it('is found again when its folder appears, which is one event of the folder', async () => {
    const client = await opened({ 'data/houses.csv': CSV });
    expect(await client.codes('net.kyn')).toEqual([]);
    for (const type of [FileChangeType.Created, FileChangeType.Changed] as const) {
      renameSync(client.path('data'), client.path('moved'));
      await tell(client, 'data', FileChangeType.Deleted);
      expect(await client.codes('net.kyn')).toEqual(['csv-missing']);
      renameSync(client.path('moved'), client.path('data'));
      await tell(client, 'data', type);
      expect(await client.codes('net.kyn')).toEqual([]);
    }
  });

  it('triggers a refresh of the client', async () => {
    const client = await opened({});
    await client.codes('net.kyn');
    const before = client.changed.length;
    client.write('data/houses.csv', CSV);
    await tell(client, 'data/houses.csv', FileChangeType.Created);
    await vi.waitFor(() => expect(client.changed.length).toBeGreaterThan(before));
  });

  it('is read again after a save and an open, for clients without file watching', async () => {
    const client = await opened({}, { workspace: false, pull: false });
    const codes = () => client.published.get(client.uri('net.kyn'))?.map(d => d.code);
    await vi.waitFor(() => expect(codes()).toEqual(['csv-missing']));
    client.write('data/houses.csv', CSV);
    await client.save('net.kyn', SPEC);
    await vi.waitFor(() => expect(codes()).toEqual([]));
    rmSync(client.path('data'), { recursive: true });
    await client.open('other.kyn', '# another\n');
    await vi.waitFor(() => expect(codes()).toEqual(['csv-missing']));
  });

  it('is searched in the workspace folder, then in the folder of the spec; both are named', async () => {
    const client = await opened({}, {}, 'specs/net.kyn');
    const [finding] = await client.diagnostics('specs/net.kyn');
    expect(finding?.message).toContain('File not found: data/houses.csv or specs/data/houses.csv. ');
    client.write('specs/data/houses.csv', CSV);
    await tell(client, 'specs/data/houses.csv', FileChangeType.Created);
    expect(await client.codes('specs/net.kyn')).toEqual([]);
  });

  it('of a spec outside of the workspace may be in an unknown working folder', async () => {
    const client = await opened({}, { folders: [] });
    expect(await client.codes('net.kyn')).toEqual([]);
  });

  it('with another target or number of features has a finding with a fix', async () => {
    const client = await opened({ 'data/houses.csv': 'area,rooms,floors,prize\n1,2,3,4\n' });
    const [target] = await client.diagnostics('net.kyn');
    expect(target?.message).toBe('data/houses.csv has no column price; did you mean prize?');
    expect((await client.actions('net.kyn', target!)).map(a => a.title)).toContain('Change to `"prize"`');
    await client.change('net.kyn', SPEC.replace('"price"', '"prize"'));
    const [features] = await client.diagnostics('net.kyn');
    expect(features?.message).toContain('`Net` takes 2 features, but the dataset `Houses` has 3 feature columns');
    await client.change('net.kyn', SPEC.replace('"price"', '"prize"').replace('input 2', 'input 3'));
    expect(await client.codes('net.kyn')).toEqual([]);
  });

  it('is not read again while other text is typed', async () => {
    stopClock();
    const reads: string[] = [];
    const note = <T>(path: string, answer: T): T => {
      if (path.includes('data')) reads.push(path);
      return answer;
    };
    const host = {
      ...nodeHost,
      stat: (path: string) => note(path, nodeHost.stat(path)),
      readHead: (path: string, length: number) => note(path, nodeHost.readHead(path, length)),
      list: (path: string) => note(path, nodeHost.list(path)),
    };
    const client = await opened({}, { host, folders: ['ws'] }, 'ws/net.kyn');
    expect(await client.codes('ws/net.kyn')).toEqual(['csv-missing']);
    // The background scan lists folders, so only calls with the file are counted.
    const count = () => reads.filter(path => path.endsWith('houses.csv')).length;
    const first = count();
    expect(first).toBeGreaterThan(0);
    for (let i = 0; i < 5; i++) {
      await client.change('ws/net.kyn', SPEC.replace('epochs = 3', `epochs = ${i + 10}`));
      expect(await client.codes('ws/net.kyn')).toEqual(['csv-missing']);
    }
    expect(count()).toBe(first);
  });
});

it('the hover on the path and on the target shows facts about the data', async () => {
  const client = await opened({ 'data/houses.csv': CSV });
  const text = async (line: number) => JSON.stringify((await client.hover('net.kyn', line, 22))?.contents);
  expect(await text(1)).toContain('data/houses.csv: 23 bytes. 3 columns, 3 of them numeric in its one row.');
  await client.change('net.kyn', SPEC.replace('"price"', '        "price"'));
  expect(await text(2)).toContain('Column price, 3 of 3: numeric.');
});

describe('git', () => {
  const git = (client: TestClient, ...args: string[]) =>
    execFileSync('git', args, { cwd: client.folder, stdio: 'ignore' });

  it('is read in the background and only in a trusted workspace', async () => {
    const client = await opened({ 'data/houses.csv': CSV });
    git(client, 'init');
    await client.save('net.kyn', SPEC);
    expect(await client.codes('net.kyn')).toEqual([]);
    await client.connection.sendNotification('kynml/trusted');
    await vi.waitFor(async () => expect(await client.codes('net.kyn')).toEqual(['floating-data']));
    git(client, 'add', 'data/houses.csv');
    await tell(client, '.git/index', FileChangeType.Changed);
    await vi.waitFor(async () => expect(await client.codes('net.kyn')).toEqual([]));
  });

  it('need not track a file that DVC tracks', async () => {
    const client = await opened({ 'data/houses.csv': CSV, 'data.dvc': 'outs: []\n' });
    git(client, 'init');
    await client.connection.sendNotification('kynml/trusted');
    await vi.waitFor(async () => expect(await client.codes('net.kyn')).toEqual(['floating-data']));
    git(client, 'add', 'data.dvc');
    await client.save('net.kyn', SPEC);
    await vi.waitFor(async () => expect(await client.codes('net.kyn')).toEqual([]));
  });

  it('ignores a nested repository', async () => {
    const client = await opened({ 'data/houses.csv': CSV, 'x.csv': 'a\n' }, { options: { trusted: true } });
    git(client, 'init');
    git(client, 'init', 'data');
    await client.change('net.kyn', SPEC.replace('data/houses.csv', 'x.csv').replace('price', 'a'));
    await client.save('net.kyn', SPEC);
    await vi.waitFor(async () => expect(await client.codes('net.kyn')).toContain('floating-data'));
    await client.change('net.kyn', SPEC);
    expect(await client.codes('net.kyn')).toEqual([]);
  });
});

describe('completion in strings', () => {
  async function items(marked: string, files: Record<string, string>, trigger?: string): Promise<CompletionItem[]> {
    const before = marked.slice(0, marked.indexOf('$0')).split('\n');
    const client = await opened(files, {}, 'specs/net.kyn', marked.replace('$0', ''));
    symlinkSync(client.path('elsewhere'), client.path('linked'));
    mkdirSync(client.path('elsewhere'));
    return client.connection.sendRequest('textDocument/completion', {
      textDocument: { uri: client.uri('specs/net.kyn') },
      position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
      ...(trigger && { context: { triggerKind: 2, triggerCharacter: trigger } }),
    });
  }
  const labels = async (...args: Parameters<typeof items>) => (await items(...args)).map(i => i.label);
  const files = {
    'rows.csv': CSV,
    'data/houses.csv': CSV,
    'specs/own.csv': CSV,
    'specs/base.kyn': '# x\n',
    'node_modules/x.csv': CSV,
  };

  it('offers data of both folders, one level at a time, also through links', async () => {
    expect(await labels(SPEC.replace('data/houses.csv', '$0'), files, '"')).toEqual([
      'own.csv',
      'rows.csv',
      'data/',
      'elsewhere/',
      'linked/',
      'specs/',
    ]);
    expect(await labels(SPEC.replace('data/houses.csv', 'data/$0'), files, '/')).toEqual(['houses.csv']);
  });

  it('offers columns', async () => {
    const [first] = await items(SPEC.replace('"price"', '"$0"'), files);
    expect(first).toMatchObject({ label: 'area', detail: 'numbers' });
    expect(await labels(SPEC.replace('"price"', '"$0"'), files, '"')).toEqual(['area', 'rooms', 'price']);
  });

  it('offers columns and paths before a quote is typed, with quotes', async () => {
    const found = await items(SPEC.replace('"price"', '$0'), files, ' ');
    expect(found.map(i => i.textEdit?.newText)).toEqual(['"area"', '"rooms"', '"price"']);
    const paths = await items(SPEC.replace('"data/houses.csv"', '$0'), files, '(');
    expect(paths.map(i => i.textEdit?.newText).slice(0, 2)).toEqual(['"own.csv"', '"rows.csv"']);
  });

  it('offers specs to import, except the spec itself', async () => {
    expect(await labels('import "$0"\n', files)).toEqual(['base.kyn']);
  });

  it('offers nothing after a string and after a slash outside of a path', async () => {
    expect(await labels(SPEC.replace('"price"', '"price"$0'), files, '"')).toEqual([]);
    expect(await labels(`${SPEC}# a/$0\n`, files, '/')).toEqual([]);
    expect(await labels(SPEC.replace('epochs = 3', 'epochs = /$0'), files, '/')).toEqual([]);
  });
});
