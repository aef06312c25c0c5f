// A list of runs that is cancelled while the settings of its runs are looked up.
import { afterAll, expect, test, vi } from 'vitest';
import { runs } from '../../server/src/lsp/features/runs';
import { defaultSettings } from '../../src-shared/protocol/settings';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
const COUNT = 1000;
vi.mock('../../server/src/lsp/artifact/workspaceRuns', () => ({
  workspaceRuns: async () => ({
    rows: Array.from({ length: COUNT }, (_, i) => ({ path: `/w/${i}.json`, spec: {}, claims: {} })),
  }),
}));

// Later files of this worker load the modules without the mock.
afterAll(() => {
  vi.doUnmock('../../server/src/lsp/artifact/workspaceRuns');
  vi.resetModules();
});

test('the settings of the other runs are not looked up', async () => {
  const stop = new AbortController();
  let lookedUp = 0;
  const settingsFor = () => {
    lookedUp++;
    stop.abort();
    return defaultSettings;
  };
  const control = { cancelled: stop.signal, progress: () => undefined, partial: () => true };
  expect(await runs.answer({ workspace: { settingsFor } } as never, {} as never, control)).toEqual([]);
  expect([lookedUp > 0, lookedUp < COUNT]).toEqual([true, true]);
});
