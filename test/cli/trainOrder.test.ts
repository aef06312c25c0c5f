// kyn train: what happens beside what, so that a run starts soon and its end is reported at once.
import { afterEach, expect, test, vi } from 'vitest';
import { train } from './trainMachine';

const RESULT_TEXT = '../../server/src/cli/train/resultText';

afterEach(() => {
  vi.doUnmock(RESULT_TEXT);
  vi.resetModules();
});

test('the interpreter is asked before the spec is compiled, which reads its data', async () => {
  const order: string[] = [];
  const read = (path: string) => path.endsWith('.csv') && order.push('read the data');
  await train({ asked: () => order.push('asked'), read }, 'house.kyn');
  expect(order.slice(0, 2)).toEqual(['asked', 'read the data']);
});

test('an interpreter that is already chosen is not asked: the script is the only process', async () => {
  const { queried, started, code } = await train({}, 'house.kyn', '--compiler', 'builtin');
  expect([code, queried.length, started.length]).toEqual([0, 0, 1]);
});

test('what reports the result is loaded while the script runs', async () => {
  const order: string[] = [];
  vi.doMock(RESULT_TEXT, load => {
    order.push('loaded');
    return load();
  });
  vi.resetModules();
  const machine = await import('./trainMachine');
  const { messages } = await machine.train(
    {
      async script(_, host) {
        order.push('started');
        await vi.waitFor(() => expect(order).toContain('loaded'));
        order.push('ended');
        void host.writeAtomic('/w/run_manifest.json', '{}');
        return { ok: true, code: 0 };
      },
    },
    'house.kyn',
  );
  expect(order).toEqual(['started', 'loaded', 'ended']);
  expect(messages[1]).toMatch(/^trained/);
});
