// The search for all runs of the workspace does not keep other requests waiting.
import { expect, test } from 'vitest';
import { verifiableRuns } from '../../server/src/lsp/artifact/verifiableRuns';
import { runManifest } from '../../src-shared/artifacts/kinds/runManifest';
import { readArtifact } from '../../src-shared/artifacts/read';
import { RunIndex } from '../../src-shared/runs/index/runIndex';
import { manifestText, sha256 } from '../cli/cliEnvironment';
import { startClient } from './client';

const COUNT = 500;
const RUN = readArtifact('run_manifest.json', manifestText());

/** Lists COUNT runs. `onRead`: called with the number of the runs that were read before. */
function search(onRead: (read: number) => void, cancelled = new AbortController().signal) {
  let read = 0;
  return verifiableRuns(
    {
      workspace: {
        isIgnored: () => false,
        artifactAt() {
          onRead(read++);
          return RUN;
        },
      },
      inventory: {
        artifacts: new Set(Array.from({ length: COUNT }, (_, i) => `/w/${i}.json`)),
        faults: new Map([['/w/run_manifest.json', { kind: runManifest, isNamed: true, reason: 'x.' }]]),
        index: new RunIndex(),
        usesKynml: () => true,
      },
    },
    { cancelled },
  );
}

test('a manifest that a training overwrote is a run too, unless the same manifest is elsewhere', async () => {
  const kept = (text: string): Record<string, string> => ({
    [`.kynml/runs/2026-04-18T17-30-05.000Z-${sha256(text).slice(0, 12)}.json`]: text,
  });
  const [now, before] = [manifestText({ seed: 1 }), manifestText({ seed: 2 })];
  const files = { 'a.kyn': 'train:\n', 'run_manifest.json': now, ...kept(now), ...kept(before) };
  const client = await startClient(files, { options: { commands: true, trusted: true } });
  const answer = await client.request('kynml/verify', {});
  const uris = answer.state === 'done' ? answer.runs.map(({ uri }) => uri).sort() : [];
  expect(uris).toEqual([client.uri(Object.keys(kept(before))[0] ?? ''), client.uri('run_manifest.json')].sort());
  const tree = await client.request('kynml/runTree', { filter: 'state:trusted' });
  expect(tree?.unverified).toBe(0);
});

test('other work is done between parts of the files', async () => {
  let [read, atOtherWork] = [0, -1];
  const found = search(count => {
    if (count === 0) setImmediate(() => (atOtherWork = read));
    read = count + 1;
  });
  expect(await found).toHaveLength(COUNT + 1);
  expect(atOtherWork).toBeGreaterThan(0);
  expect(atOtherWork).toBeLessThan(COUNT / 5);
});

test('nothing is read any more after the request was cancelled', async () => {
  const stop = new AbortController();
  let last = 0;
  const found = search(count => {
    last = count;
    if (count === 100) stop.abort();
  }, stop.signal);
  expect(await found).toEqual([]);
  expect(last).toBe(100);
});
