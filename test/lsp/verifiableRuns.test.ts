// The search for all runs of the workspace does not keep other requests waiting.
import { expect, test } from 'vitest';
import { verifiableRuns } from '../../server/src/lsp/artifact/verifiableRuns';
import { runManifest } from '../../src-shared/artifacts/kinds/runManifest';
import { readArtifact } from '../../src-shared/artifacts/read';
import { manifestText } from '../cli/cliEnvironment';

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
        usesKynml: () => true,
      },
    },
    { cancelled },
  );
}

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
