// The scan of the workspace folders, while these change.
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { StartGate } from '../../server/src/lsp/base/startGate';
import { Files } from '../../server/src/lsp/workspace/files';
import { Inventory } from '../../server/src/lsp/workspace/inventory';
import type { Host } from '../../src-shared/host/host';
import { gapTexts } from '../../src-shared/repro/files/findFiles';
import { hostOf } from '../repro/memory';

const SPEC = 'model Net:\n    input 4\n    dense 1 linear\n';

const MANIFEST = `{"config_hash": "${'0'.repeat(64)}", "data_hash": null, "seed": 1, "metrics": {}}`;

function start() {
  const host = hostOf({ '/w/net.kyn': SPEC, '/last/net.kyn': SPEC, '/other/net.kyn': SPEC });
  const gate = new StartGate();
  const inventory = new Inventory(host, new Files(host), gate);
  return { gate, inventory, specs: () => [...inventory.specs.keys()] };
}

function pauseAfterEachStep(): void {
  let time = 0;
  const now = vi.spyOn(performance, 'now').mockImplementation(() => (time += 100));
  onTestFinished(() => now.mockRestore());
}

test('requests are answered between the files of a search', async () => {
  pauseAfterEachStep();
  const files = Array.from({ length: 30 }, (_, i) => [`/w/${i}.kyn`, SPEC]);
  const gate = new StartGate();
  const inventory = new Inventory(
    hostOf(Object.fromEntries(files)),
    new Files(hostOf(Object.fromEntries(files))),
    gate,
  );
  gate.open();
  const seen = new Set<number>();
  const scan = inventory.scan(['/w']);
  let isDone = false;
  void scan.then(() => (isDone = true));
  while (!isDone) {
    seen.add(inventory.specs.size);
    await setImmediate();
  }
  expect(inventory.specs.size).toBe(30);
  expect(seen.size).toBeGreaterThan(20);
});

test('a bug that one file shows does not hide the others', async () => {
  const host = hostOf({ '/w/a.kyn': SPEC, '/w/b.kyn': SPEC, '/w/c.kyn': SPEC });
  const files = new Files(host);
  vi.spyOn(files, 'hash').mockImplementation(path => {
    if (path === '/w/b.kyn') throw new Error('broken');
    return 'a hash';
  });
  const gate = new StartGate();
  const inventory = new Inventory(host, files, gate);
  gate.open();
  const gaps = await inventory.scan(['/w']);
  expect([...inventory.specs.keys()]).toEqual(['/w/a.kyn', '/w/c.kyn']);
  expect(gaps.flatMap(gap => gapTexts(gap, path => path, ''))).toEqual([
    '/w/b.kyn was not read: internal error (broken). This is a bug in kyn, not in your files; report it.',
  ]);
});

test.each(['before it begins', 'while it runs'])('a folder that is removed %s stays removed', async time => {
  pauseAfterEachStep();
  const { gate, inventory, specs } = start();
  const first = inventory.scan(['/w', '/other']);
  if (time === 'while it runs') {
    gate.open();
    await expect.poll(specs, { interval: 0 }).toEqual(['/w/net.kyn']);
  }
  inventory.remove(['/other']);
  const second = inventory.scan(['/w']);
  gate.open();
  expect(await first).toBe(await second);
  expect(specs()).toEqual(['/w/net.kyn']);
});

test('whoever waits for a scan gets the result of a later one', async () => {
  const { gate, inventory, specs } = start();
  void inventory.scan(['/w']);
  const waiting = inventory.demand();
  void inventory.scan(['/w', '/other']);
  gate.open();
  await waiting;
  expect(specs()).toEqual(['/w/net.kyn', '/other/net.kyn']);
});

test('a scan that was replaced leaves what is known complete', async () => {
  const { gate, inventory } = start();
  const scans = [inventory.scan(['/w']), inventory.scan(['/w', '/other']), inventory.scan(['/last'])];
  gate.open();
  await Promise.all(scans);
  await setImmediate();
  expect(inventory.isFilled).toBe(true);
});

test('a folder that appears is searched after the scan that is running, and the files in it are returned', async () => {
  const { gate, inventory, specs } = start();
  const first = inventory.scan(['/w', '/none', '/last']);
  const appeared = inventory.scanAppeared(['/other']);
  const waiting = inventory.demand();
  gate.open();
  await waiting;
  expect(specs()).toEqual(['/w/net.kyn', '/last/net.kyn', '/other/net.kyn']);
  expect((await appeared).found).toEqual(['/other/net.kyn']);
  expect(await first).toHaveLength(3);
});

test('a folder that appears and is removed from the workspace is not searched', async () => {
  const { gate, inventory, specs } = start();
  const appeared = inventory.scanAppeared(['/other']);
  void inventory.scan(['/w']);
  gate.open();
  expect((await appeared).found).toEqual([]);
  expect(specs()).toEqual(['/w/net.kyn']);
});

test('searches leave out a folder that a link replaced before they reached it', async () => {
  const memory = hostOf({ '/w/net.kyn': SPEC, '/w/other/net.kyn': SPEC, '/w/real/net.kyn': SPEC });
  const links = new Set<string>();
  const linkTarget = (path: string): string | undefined => (links.has(path) ? '/w/real' : undefined);
  const host = { ...memory, linkTarget };
  const gate = new StartGate();
  const inventory = new Inventory(host, new Files(host), gate);
  const scan = inventory.scan(['/w']);
  const appeared = inventory.scanAppeared(['/w/other']);
  links.add('/w/other');
  inventory.remove(['/w/other']);
  gate.open();
  await scan;
  expect((await appeared).found).toEqual([]);
  expect([...inventory.specs.keys()]).toEqual(['/w/net.kyn', '/w/real/net.kyn']);
  links.clear();
  await inventory.scanAppeared(['/w/other']);
  expect(inventory.specs.has('/w/other/net.kyn')).toBe(true);
});

test('a scan that is cancelled ends without a claim to be complete, and the next demand starts it again', async () => {
  pauseAfterEachStep();
  const { gate, inventory, specs } = start();
  const counts: number[] = [];
  const first = inventory.scan(['/w', '/other'], count => counts.push(count));
  gate.open();
  await expect.poll(specs, { interval: 0 }).toEqual(['/w/net.kyn']);
  inventory.cancel();
  await first;
  expect([specs(), inventory.isFilled, counts]).toEqual([['/w/net.kyn'], false, [1]]);
  await inventory.demand();
  expect([specs(), inventory.isFilled]).toEqual([['/w/net.kyn', '/other/net.kyn'], true]);
  // A scan that has ended cannot be cancelled.
  inventory.cancel();
  await inventory.demand();
  expect(inventory.isFilled).toBe(true);
});

test('a search keeps no tree of a file: a weak reference would keep it until the next complete garbage collection', async () => {
  const references = vi.fn();
  onTestFinished(() => void vi.unstubAllGlobals());
  vi.stubGlobal(
    'WeakRef',
    class extends WeakRef<object> {
      constructor(target: object) {
        super(target);
        references();
      }
    },
  );
  const host = hostOf({ '/w/run_manifest.json': MANIFEST });
  const files = new Files(host);
  const gate = new StartGate();
  const inventory = new Inventory(host, files, gate);
  gate.open();
  await inventory.scan(['/w']);
  expect([...inventory.index.all()]).toHaveLength(1);
  expect(references).not.toHaveBeenCalled();
  expect(files.artifact('/w/run_manifest.json')).toBe(files.artifact('/w/run_manifest.json'));
});

test.each([
  { size: 1000, is: 'read again when it is needed' },
  { size: 100_000, is: 'not read again' },
])('after a search, a file of $size characters is $is', async ({ size, is }) => {
  const path = '/w/run_manifest.json';
  const host = hostOf({ [path]: MANIFEST.replace('}}', `}, "note": "${'x'.repeat(size)}"}`) });
  let reads = 0;
  const readBytes: typeof host.readBytes = (...asked) => {
    reads++;
    return host.readBytes(...asked);
  };
  const stat: typeof host.stat = at => {
    const info = host.stat(at);
    return info && { ...info, modified: 0, changed: 0 };
  };
  const files = new Files({ ...host, readBytes, stat }, () => false, 0);
  const gate = new StartGate();
  gate.open();
  // The readers of other trackers look at each JSON file for themselves, and keep nothing of it.
  await new Inventory({ ...host, stat }, files, gate).scan(['/w']);
  expect(reads).toBe(1);
  expect(files.artifact(path)?.kind.id).toBe('kynml-run-manifest');
  expect(reads).toBe(is === 'not read again' ? 1 : 2);
});

// What is asked about each path of the host, as `name path`.
function recorded(host: Host): { readonly host: Host; readonly asked: string[] } {
  const asked: string[] = [];
  const names = ['readBytes', 'readHead', 'readPart', 'stat', 'realPath', 'linkTarget', 'readFolder'] as const;
  const watched = names.map(name => [
    name,
    (path: string, ...rest: unknown[]): unknown => {
      asked.push(`${name} ${path}`);
      return Reflect.apply(host[name], host, [path, ...rest]);
    },
  ]);
  return { host: { ...host, ...Object.fromEntries(watched) }, asked };
}

test('a search lists each folder once, opens each manifest once, and asks for nothing else', async () => {
  const paths = Array.from({ length: 3 }, (_, i) => `/w/runs/${i}/run_manifest.json`);
  const memory = hostOf(Object.fromEntries(paths.map(path => [path, MANIFEST])));
  // As the host of Node does.
  const listed: (boolean | undefined)[] = [];
  const readBytes: Host['readBytes'] = (path, limit, isListed) => {
    listed.push(isListed);
    const [read, stat] = [memory.readBytes(path, limit), memory.stat(path)];
    return read.ok && stat ? { ...read, stat } : read;
  };
  const { host, asked } = recorded({ ...memory, readBytes });
  const gate = new StartGate();
  gate.open();
  const inventory = new Inventory(host, new Files(host), gate);
  await inventory.scan(['/w']);
  expect([...inventory.index.all()].map(({ path }) => path)).toEqual(paths);
  expect(listed).toEqual(paths.map(() => true));
  expect(asked.sort()).toEqual([
    ...paths.map(path => `readBytes ${path}`),
    ...['/w', '/w/runs', '/w/runs/0', '/w/runs/1', '/w/runs/2'].map(path => `readFolder ${path}`),
    'realPath /w',
  ]);
});

test('in a folder that is behind a link, the links of each file are known', async () => {
  const memory = hostOf({ '/real/run_manifest.json': MANIFEST, '/other/run_manifest.json': MANIFEST });
  const at = (path: string): string => path.replace(/^\/link/, '/real');
  const [readBytes, stat, readFolder]: [Host['readBytes'], Host['stat'], Host['readFolder']] = [
    (path, limit) => memory.readBytes(at(path), limit),
    path => memory.stat(at(path)),
    path => memory.readFolder(at(path)),
  ];
  const realPath = (path: string): string | undefined => memory.realPath(at(path));
  const linkTarget = (path: string): string | undefined => (path === '/link' ? '/real' : undefined);
  const host = { ...memory, readBytes, stat, readFolder, realPath, linkTarget };
  const files = new Files(host);
  const gate = new StartGate();
  gate.open();
  await new Inventory(host, files, gate).scan(['/link']);
  expect(files.pathsIn(new Set(['/link']))).toEqual(['/link/run_manifest.json']);
  files.changed(['/real/run_manifest.json']);
  expect(files.pathsIn(new Set(['/link']))).toEqual([]);
});
