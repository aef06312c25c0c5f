// The files for the progress of runs, in .kynml/events.
import { expect, test } from 'vitest';
import { train } from './trainMachine';

test('a run that reported no progress leaves no file for it', async () => {
  for (const result of [{ ok: true, code: 1 } as const, { ok: false, detail: 'it did not start' } as const]) {
    const { files } = await train({ script: () => result }, 'house.kyn');
    expect([...files.keys()].filter(path => path.includes('.kynml/events'))).toEqual([]);
  }
});
