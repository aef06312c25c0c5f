// The scan of the workspace folders, while these change.
import { expect, test } from 'vitest';
import { StartGate } from '../../server/src/lsp/base/startGate';
import { Files } from '../../server/src/lsp/workspace/files';
import { Inventory } from '../../server/src/lsp/workspace/inventory';
import { hostOf } from '../repro/memory';

const SPEC = 'model Net:\n    input 4\n    dense 1 linear\n';

function start() {
  const host = hostOf({ '/w/net.kyn': SPEC, '/other/net.kyn': SPEC });
  const gate = new StartGate();
  const inventory = new Inventory(host, new Files(host), gate);
  return { gate, inventory, specs: () => [...inventory.specs.keys()] };
}

test.each(['before it begins', 'while it runs'])('a folder that is removed %s stays removed', async time => {
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
