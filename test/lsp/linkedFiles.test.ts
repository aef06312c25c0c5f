// Findings that depend on files behind links, in folders that are not searched, and outside of the workspace follow the changes of these files.
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import { nodeHost } from '../nodeHost';
import { houseLibrary, houseSpec, houseTrain } from '../specFixture';
import { type ClientOptions, startClient, type TestClient } from './client';
import { frozenHost } from './frozenHost';
import { lockFor, VSCODE_CLIENT } from './lockFixture';
import { Puller } from './puller';

const TRAIN = houseTrain.replace('$lr', '0.01');
const uses = (path: string): string => `import "${path}"\n\n${TRAIN}`;
const OTHER_LIBRARY = houseLibrary.replace('model Net', 'model Nit');
const { Changed, Created, Deleted } = FileChangeType;
const WORKSPACE: ClientOptions = {
  ...VSCODE_CLIENT,
  folders: ['ws'],
  relativePatterns: true,
  host: frozenHost,
};

const report = (client: TestClient, ...changes: (readonly [string, FileChangeType])[]) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: changes.map(([path, type]) => ({ uri: client.uri(path), type })),
  });

// The answer waits for the search of the workspace and of git, after which everything is checked again.
const settled = (client: TestClient) =>
  client.request('kynml/diffMarkdown', { a: client.uri('a'), b: client.uri('b') });

/** A client with a workspace in `ws`, in which `setUp` makes links before the first findings are requested. */
async function start(
  files: Record<string, string>,
  setUp: (client: TestClient) => void = () => undefined,
  options = WORKSPACE,
): Promise<Puller> {
  const client = await startClient({}, options);
  mkdirSync(client.path('ws'));
  for (const [path, text] of Object.entries(files)) client.write(path, text);
  setUp(client);
  await report(client, ...Object.keys(files).map(path => [path, Created] as const));
  const puller = new Puller(client);
  await settled(client);
  await puller.pull();
  return puller;
}

const link = (client: TestClient, target: string, path: string): void => symlinkSync(target, client.path(path));

async function codesOf(puller: Puller, path: string): Promise<readonly string[]> {
  await puller.pull();
  return puller.codes[path] ?? [];
}

describe('a lock that is a link', () => {
  const files = { 'ws/net.kyn': houseSpec, 'ws/locks/real.lock': lockFor(houseSpec, '../net.kyn') };
  const setUp = (client: TestClient): void => {
    link(client, 'locks/middle.lock', 'ws/kynml.lock');
    link(client, 'real.lock', 'ws/locks/middle.lock');
  };

  it('is compared again after a change of its target, and the client is notified of the spec', async () => {
    const puller = await start(files, setUp);
    expect(puller.codes).toEqual({});
    puller.client.write('ws/locks/real.lock', lockFor('other', '../net.kyn'));
    await report(puller.client, ['ws/locks/real.lock', Changed]);
    expect(await codesOf(puller, 'ws/net.kyn')).toEqual(['lock-drift']);
    expect(puller.client.changed.at(-1)).toContain(puller.client.uri('ws/net.kyn'));
  });

  it('is compared again after a change of a link on the way', async () => {
    const puller = await start({ ...files, 'ws/locks/next.lock': lockFor('other', '../net.kyn') }, setUp);
    rmSync(puller.client.path('ws/locks/middle.lock'));
    link(puller.client, 'next.lock', 'ws/locks/middle.lock');
    await report(puller.client, ['ws/locks/middle.lock', Changed]);
    expect(await codesOf(puller, 'ws/net.kyn')).toEqual(['lock-drift']);
  });

  it('follows a spec that it names through a link', async () => {
    const puller = await start({ ...files, 'ws/kynml.lock': lockFor('other', 'alias.kyn') });
    expect(puller.codes['ws/net.kyn']).toBeUndefined();
    link(puller.client, 'net.kyn', 'ws/alias.kyn');
    await report(puller.client, ['ws/alias.kyn', Created]);
    expect(await codesOf(puller, 'ws/net.kyn')).toEqual(['lock-drift']);
  });
});

describe('an import through a link to a folder', () => {
  const files = {
    'ws/main.kyn': uses('lnk/lib.kyn'),
    'ws/a/lib.kyn': houseLibrary,
    'ws/b/lib.kyn': OTHER_LIBRARY,
  };

  it.each([
    [
      'two events',
      [
        ['ws/lnk', Deleted],
        ['ws/lnk', Created],
      ] as const,
    ],
    ['one event', [['ws/lnk', Changed]] as const],
  ])('follows a link that leads elsewhere, which is %s', async (_, events) => {
    const puller = await start(files, client => link(client, 'a', 'ws/lnk'));
    expect(puller.codes['ws/main.kyn']).toBeUndefined();
    rmSync(puller.client.path('ws/lnk'));
    link(puller.client, 'b', 'ws/lnk');
    await report(puller.client, ...events);
    expect(await codesOf(puller, 'ws/main.kyn')).toEqual(['unknown-name']);
  });

  it('is missing when the link is deleted, and is found when it is created', async () => {
    const puller = await start(files, client => link(client, 'a', 'ws/lnk'));
    rmSync(puller.client.path('ws/lnk'));
    await report(puller.client, ['ws/lnk', Deleted]);
    expect(await codesOf(puller, 'ws/main.kyn')).toEqual(['import-problem']);
    link(puller.client, 'a', 'ws/lnk');
    await report(puller.client, ['ws/lnk', Created]);
    expect(await codesOf(puller, 'ws/main.kyn')).toEqual([]);
  });

  it('follows the file that the link leads to, and a move of its folder', async () => {
    const puller = await start(files, client => link(client, 'a', 'ws/lnk'));
    puller.client.write('ws/a/lib.kyn', OTHER_LIBRARY);
    await report(puller.client, ['ws/a/lib.kyn', Changed]);
    expect(await codesOf(puller, 'ws/main.kyn')).toEqual(['unknown-name']);
    renameSync(puller.client.path('ws/a'), puller.client.path('ws/c'));
    await report(puller.client, ['ws/a', Deleted], ['ws/c', Created]);
    expect(await codesOf(puller, 'ws/main.kyn')).toEqual(['import-problem']);
  });
});

describe('an import of a file that is not searched', () => {
  it.each(['.venv/lib.kyn', 'node_modules/site-packages/lib.kyn', '../lib.kyn'])(
    '%s follows its events',
    async path => {
      const puller = await start({ 'ws/main.kyn': uses(path), [`ws/${path}`]: houseLibrary });
      expect(puller.codes['ws/main.kyn']).toBeUndefined();
      puller.client.write(`ws/${path}`, OTHER_LIBRARY);
      await report(puller.client, [`ws/${path}`, Changed]);
      expect(await codesOf(puller, 'ws/main.kyn')).toEqual(['unknown-name']);
      rmSync(puller.client.path(`ws/${path}`));
      await report(puller.client, [`ws/${path}`, Deleted]);
      expect(await codesOf(puller, 'ws/main.kyn')).toEqual(['import-problem']);
      expect(Object.keys(puller.codes)).toEqual(['ws/main.kyn']);
    },
  );

  it('is watched where no general pattern covers it, also while it is missing, but not without trust', async () => {
    const paths = ['../lib.kyn', '../none.kyn', '.venv/lib.kyn', 'lnk/lib.kyn', 'lib.kyn'];
    const files = { 'ws/main.kyn': paths.map(uses).join(''), 'lib.kyn': houseLibrary, 'ws/lib.kyn': houseLibrary };
    const watched = async (options: ClientOptions, isTrustedLater = false): Promise<string[]> => {
      const { client } = await start(files, ({ path }) => symlinkSync('..', path('ws/lnk')), options);
      if (isTrustedLater) await client.connection.sendNotification('kynml/trusted');
      await client.request('kynml/runs', {});
      const watchers = client.registered.flatMap(
        r => (r.registerOptions as { watchers: [{ globPattern: unknown }] }).watchers,
      );
      return watchers.flatMap(({ globPattern }) => {
        const { baseUri, pattern } = globPattern as { baseUri?: string; pattern: string };
        return baseUri === undefined ? [] : [`${baseUri}/${pattern}`.slice(client.uri('').length + 1)];
      });
    };
    await expect(watched(WORKSPACE)).resolves.toEqual(['lib.kyn', 'none.kyn', 'ws/.venv/lib.kyn', 'ws/lnk']);
    await expect(watched({ ...WORKSPACE, options: {} })).resolves.toEqual(['ws/.venv/lib.kyn', 'ws/lnk']);
    await expect(watched({ ...WORKSPACE, options: {} }, true)).resolves.toEqual([
      'ws/.venv/lib.kyn',
      'ws/lnk',
      'lib.kyn',
      'none.kyn',
    ]);
  });

  it('is compared with the disk a second after a change that no event reports', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const files = { 'ws/main.kyn': uses('../lib.kyn'), 'lib.kyn': houseLibrary };
      const puller = await start(files, undefined, { ...WORKSPACE, host: nodeHost });
      puller.client.write('lib.kyn', OTHER_LIBRARY);
      vi.advanceTimersByTime(1000);
      expect(await codesOf(puller, 'ws/main.kyn')).toEqual(['unknown-name']);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('what is open', () => {
  it('is requested again after a change of what it imports, by a client that requests only the findings of documents', async () => {
    const client = await startClient(
      { 'ws/main.kyn': uses('.venv/lib.kyn'), 'ws/.venv/lib.kyn': houseLibrary },
      WORKSPACE,
    );
    await client.open('ws/main.kyn', uses('.venv/lib.kyn'));
    await settled(client);
    expect(await client.codes('ws/main.kyn')).toEqual([]);
    const before = client.refreshes;
    client.write('ws/.venv/lib.kyn', OTHER_LIBRARY);
    await report(client, ['ws/.venv/lib.kyn', Changed]);
    await expect.poll(() => client.changed.at(-1)).toContain(client.uri('ws/main.kyn'));
    await expect.poll(() => client.refreshes).toBeGreaterThan(before);
  });

  it('counts the uses of a model where links lead now', async () => {
    const files = { 'ws/main.kyn': uses('lnk/lib.kyn'), 'ws/a/lib.kyn': houseLibrary, 'ws/b/lib.kyn': houseLibrary };
    const { client } = await start(files, ({ path }) => symlinkSync('a', path('ws/lnk')));
    await client.open('ws/a/lib.kyn', houseLibrary);
    await settled(client);
    const titles = async () => (await client.lensTitles('ws/a/lib.kyn')).filter(title => /reference/.test(title));
    expect(await titles()).toEqual(['1 reference']);
    rmSync(client.path('ws/lnk'));
    link(client, 'b', 'ws/lnk');
    await report(client, ['ws/lnk', Changed]);
    await expect.poll(titles).toEqual([]);
  });
});

it('a broken run is reported as soon as the workspace contains a spec', async () => {
  const puller = await start({ 'ws/run_manifest.json': '{"metrics": ' });
  expect(puller.codes).toEqual({});
  puller.client.write('ws/net.kyn', houseSpec);
  await report(puller.client, ['ws/net.kyn', Created]);
  expect(await codesOf(puller, 'ws/run_manifest.json')).toEqual(['json-syntax']);
});
