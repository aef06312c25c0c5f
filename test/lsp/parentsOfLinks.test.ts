// `..` after a link leaves the folder that the link leads to. Findings follow changes of the link and of folders that `..` leaves.
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import { houseLibrary, houseSpec, houseTrain } from '../specFixture';
import { type ClientOptions, startClient, type TestClient } from './client';
import { experiment } from './experimentText';
import { frozenHost } from './frozenHost';
import { lockFor, sha, VSCODE_CLIENT } from './lockFixture';
import { Puller } from './puller';

const { Changed, Created, Deleted } = FileChangeType;
const OPTIONS: ClientOptions = {
  ...VSCODE_CLIENT,
  folders: ['ws'],
  relativePatterns: true,
  data: true,
  host: frozenHost,
};
const GOOD = 'area,rooms,price\n1,2,3\n';
const WITHOUT_TARGET = 'area,prize\n1,2\n';
const withData = (file: string): string =>
  houseSpec
    .slice(houseSpec.indexOf('dataset'))
    .replace('input 4', 'input 2')
    .replace('$lr', '0.1')
    .replace('data/houses.csv', file);
const withImport = (file: string): string => `import "${file}"\n\n${houseTrain.replace('$lr', '0.01')}`;
const OTHER_LIBRARY = houseLibrary.replace('model Net', 'model Nit');

const FOLDERS = ['ws/a/sub', 'ws/b/sub'];
const DATA = { 'ws/d.csv': GOOD, 'ws/a/d.csv': GOOD, 'ws/b/d.csv': WITHOUT_TARGET, 'ws/data/houses.csv': GOOD };
const LIBRARIES = { 'ws/lib.kyn': houseLibrary, 'ws/a/lib.kyn': houseLibrary, 'ws/b/lib.kyn': OTHER_LIBRARY };

const report = (client: TestClient, ...changes: (readonly [string, FileChangeType])[]) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: changes.map(([path, type]) => ({ uri: client.uri(path), type })),
  });

/** A client whose workspace has the link ws/lnk to ws/a/sub, or to another folder. */
async function start(files: Record<string, string>, options = OPTIONS, target = 'a/sub'): Promise<Puller> {
  const client = await startClient({}, options);
  for (const folder of FOLDERS) mkdirSync(client.path(folder), { recursive: true });
  for (const [path, text] of Object.entries(files)) client.write(path, text);
  symlinkSync(target, client.path('ws/lnk'));
  await report(client, ...Object.keys(files).map(path => [path, Created] as const));
  await client.request('kynml/diffMarkdown', { a: client.uri('a'), b: client.uri('b') });
  return new Puller(client);
}

async function codesOf(puller: Puller, path: string): Promise<readonly string[]> {
  await puller.pull();
  return puller.codes[path] ?? [];
}

async function leadTo(puller: Puller, target: string): Promise<void> {
  rmSync(puller.client.path('ws/lnk'));
  symlinkSync(target, puller.client.path('ws/lnk'));
  await report(puller.client, ['ws/lnk', Changed]);
}

describe.each([
  [
    'data',
    (file: string) => ({ ...DATA, 'ws/main.kyn': withData(`${file}/d.csv`) }),
    'ws/main.kyn',
    'csv-target',
    'csv-missing',
  ],
  [
    'an import',
    (file: string) => ({ ...DATA, ...LIBRARIES, 'ws/main.kyn': withImport(`${file}/lib.kyn`) }),
    'ws/main.kyn',
    'unknown-name',
    'import-problem',
  ],
  [
    'a pinned spec',
    (file: string) => ({
      ...DATA,
      'ws/x.lock.json': '',
      'ws/s.kyn': houseSpec,
      'ws/a/s.kyn': houseSpec,
      'ws/b/s.kyn': `${houseSpec}# b\n`,
      'ws/kynml.lock': lockFor(houseSpec, `${file}/s.kyn`),
    }),
    'ws/kynml.lock',
    'lock-drift',
    'lock-orphan',
  ],
] as const)('%s behind `..`', (_, filesFor, path, different, missing) => {
  it('after a link is found where the link leads, also after it changes', async () => {
    const puller = await start(filesFor('lnk/..'));
    expect(await codesOf(puller, path)).not.toContain(different);
    await leadTo(puller, 'b/sub');
    expect(await codesOf(puller, path)).toContain(different);
    await leadTo(puller, 'nothing');
    expect(await codesOf(puller, path)).toContain(missing);
  });

  it('after a folder is missing while the folder does not exist', async () => {
    const puller = await start(filesFor('nope/..'));
    expect(await codesOf(puller, path)).toContain(missing);
    mkdirSync(puller.client.path('ws/nope'));
    await report(puller.client, ['ws/nope', Created]);
    expect(await codesOf(puller, path)).not.toContain(missing);
    renameSync(puller.client.path('ws/nope'), puller.client.path('ws/moved'));
    await report(puller.client, ['ws/nope', Deleted], ['ws/moved', Created]);
    expect(await codesOf(puller, path)).toContain(missing);
    symlinkSync('b/sub', puller.client.path('ws/nope'));
    await report(puller.client, ['ws/nope', Created]);
    expect(await codesOf(puller, path)).toContain(different);
  });
});

it('the lock of a spec is the one that names it by way of the link, also after the link changes', async () => {
  const files = { 'ws/s.kyn': houseSpec, 'ws/kynml.lock': lockFor('other', 'lnk/../s.kyn'), 'ws/a/s.kyn': houseSpec };
  const puller = await start({ ...DATA, ...files });
  expect(await codesOf(puller, 'ws/s.kyn')).not.toContain('lock-drift');
  await leadTo(puller, 'a');
  expect(await codesOf(puller, 'ws/s.kyn')).toContain('lock-drift');
});

describe('what is read on request', () => {
  it('leads a definition and a link to the file behind the link', async () => {
    const text = withImport('lnk/../lib.kyn');
    const { client } = await start({ ...LIBRARIES, 'ws/main.kyn': text }, OPTIONS, 'b/sub');
    await client.open('ws/main.kyn', text);
    const document = { textDocument: { uri: client.uri('ws/main.kyn') } };
    const links = await client.connection.sendRequest('textDocument/documentLink', document);
    expect(links).toMatchObject([{ target: client.uri('ws/b/lib.kyn') }]);
    const at = { ...document, position: { line: 0, character: 10 } };
    const definition = await client.connection.sendRequest('textDocument/definition', at);
    expect(definition).toMatchObject([{ uri: client.uri('ws/b/lib.kyn') }]);
  });

  it('leads a link of data to the file behind the link', async () => {
    const text = withData('lnk/../d.csv');
    const { client } = await start({ ...DATA, 'ws/main.kyn': text }, OPTIONS, 'b/sub');
    await client.open('ws/main.kyn', text);
    const document = { textDocument: { uri: client.uri('ws/main.kyn') } };
    const links = await client.connection.sendRequest('textDocument/documentLink', document);
    expect(links).toMatchObject([{ target: client.uri('ws/b/d.csv') }]);
  });

  it('compares the dataset of a report with the file behind the link', async () => {
    const { client } = await start({ ...DATA });
    const text = (dataset_path: string): string =>
      `{"eval_name": "e", "fingerprint": ${JSON.stringify({
        config_hash: 'a1b2c3d4e5f60718',
        git_sha: 'unknown',
        git_dirty: false,
        domain: 'eval',
        endpoint_summary: 'p/m',
        tools: [],
        dataset_path,
        dataset_checksum: sha(GOOD).slice(0, 16),
      })}}`;
    const hoverOf = async (name: string, path: string) => {
      await client.open(`ws/${name}`, text(path));
      return JSON.stringify(await client.hover(`ws/${name}`, 0, 40));
    };
    expect(await hoverOf('a.json', 'lnk/../d.csv')).toContain('is unchanged');
    await client.connection.sendNotification('kynml/trusted');
    rmSync(client.path('ws/lnk'));
    symlinkSync('b/sub', client.path('ws/lnk'));
    await report(client, ['ws/lnk', Changed]);
    expect(await hoverOf('b.json', 'lnk/../d.csv')).toContain('changed**');
    expect(await hoverOf('c.json', 'nope/../d.csv')).toContain('does not exist, or cannot be read');
  });

  it('verifies recorded data against the file behind the link', async () => {
    const manifest = experiment({ 'lnk/../d.csv': sha(GOOD), 'nope/../d.csv': sha(GOOD) });
    const { client } = await start({ ...DATA, 'ws/manifest.json': manifest }, OPTIONS, 'b/sub');
    const plan = await client.request('kynml/dataToVerify', { uri: client.uri('ws/manifest.json') });
    const items = plan.ok ? plan.items : [];
    expect(items.map(({ candidates }) => candidates.map(({ uri }) => uri.slice(client.uri('ws/').length)))).toEqual([
      ['b/d.csv'],
      [],
    ]);
    const files = items.slice(0, 1).map(({ index, recorded }) => ({ index, recorded, uri: client.uri('ws/b/d.csv') }));
    const verdict = await client.request('kynml/verifyData', {
      uri: client.uri('ws/manifest.json'),
      files,
      outside: [],
    });
    expect(verdict).toMatchObject({ results: [{ actual: sha(WITHOUT_TARGET) }] });
  });
});

it('without trust, nothing is read where a link and `..` lead out of the workspace', async () => {
  const text = `import "away/../lib.kyn"\n\n${withData('away/../d.csv')}`;
  const files = { ...DATA, 'ws/main.kyn': text, 'out/d.csv': 'area,secret\n1,2\n', 'out/lib.kyn': houseLibrary };
  const { client } = await start(files, { ...OPTIONS, options: { commands: true, trusted: false } });
  mkdirSync(client.path('out/sub'));
  symlinkSync('../out/sub', client.path('ws/away'));
  await client.open('ws/main.kyn', text);
  const found = await client.diagnostics('ws/main.kyn');
  expect(found.map(d => d.code)).toEqual(['import-problem', 'floating-data']);
  expect(JSON.stringify(found)).not.toContain('secret');
});
