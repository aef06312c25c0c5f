// What a search of the workspace keeps in memory.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { StartGate } from '../../server/src/lsp/base/startGate';
import { Files } from '../../server/src/lsp/workspace/files';
import { Inventory } from '../../server/src/lsp/workspace/inventory';
import { manifestText } from '../cli/cliEnvironment';
import { hostOf } from '../repro/memory';

const MIB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function used(): number {
  collect();
  return process.memoryUsage().heapUsed / MIB;
}

test('the texts of small files with runs are not kept', async () => {
  const paths = Array.from({ length: 512 }, (_, i) => `/w/${i}/run_manifest.json`);
  const host = hostOf(Object.fromEntries(paths.map(path => [path, ''])));
  const readBytes = (path: string) => {
    const metrics = { [`mae${path.length}`]: 0.1234567890123456, loss: 0.25 };
    return {
      ok: true as const,
      bytes: new TextEncoder().encode(manifestText({ metrics, note: ' '.repeat(MIB / 32) })),
    };
  };
  const reading = { ...host, readBytes };
  const gate = new StartGate();
  const inventory = new Inventory(reading, new Files(reading, () => false, 0), gate);
  gate.open();
  const before = used();
  await inventory.scan(['/w']);
  expect([...inventory.index.all()]).toHaveLength(512);
  expect(used() - before).toBeLessThan(8);
});
