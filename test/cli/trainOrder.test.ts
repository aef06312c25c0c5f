// kyn train: what happens beside what, so that a run starts soon and its end is reported at once.
import { beforeEach, expect, test, vi } from 'vitest';
import type * as compiling from '../../src-shared/repro/training/compileSpec';
import { train } from './trainMachine';

const order = vi.hoisted((): string[] => []);

vi.mock('../../src-shared/repro/training/compileSpec', async (load: () => Promise<typeof compiling>) => {
  const { compileSpec } = await load();
  const compileNoted: typeof compileSpec = (...args) => {
    order.push('compiled');
    return compileSpec(...args);
  };
  return { compileSpec: compileNoted };
});

vi.mock('../../server/src/cli/train/resultText', load => {
  order.push('loaded what reads the result');
  return load();
});

beforeEach(() => {
  order.length = 0;
});

test('the interpreter is asked before the spec is compiled, and the result is prepared while the script runs', async () => {
  const { queried, started } = await train(
    {
      asked: () => order.push('asked the interpreter'),
      async script(_, host) {
        order.push('started the script');
        await vi.waitFor(() => expect(order).toContain('loaded what reads the result'));
        order.push('ended the script');
        void host.writeAtomic('/w/run_manifest.json', '{}');
        return { ok: true, code: 0 };
      },
    },
    'house.kyn',
  );
  expect(order).toEqual([
    'asked the interpreter',
    'compiled',
    'started the script',
    'loaded what reads the result',
    'ended the script',
  ]);
  expect([queried.length, started.length]).toEqual([1, 1]);
});
