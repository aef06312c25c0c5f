// One script has all pages, and the document names the one that it shows.
import { beforeEach, expect, test, vi } from 'vitest';

vi.stubGlobal('acquireVsCodeApi', () => ({}));

beforeEach(() => {
  vi.resetModules();
});

const shown = async (page: string): Promise<unknown> => {
  const started = vi.fn();
  const screen = (name: string) => () => ({
    [`start${name}Screen`]: () => {
      started(name);
      return () => undefined;
    },
  });
  vi.doMock('../../../client/webviews/diff/screen', screen('Diff'));
  vi.doMock('../../../client/webviews/reproduction/screen', screen('Reproduction'));
  vi.doMock('../../../client/webviews/runs/screen', screen('Runs'));
  document.body.innerHTML = `<div id="live"></div><main id="root" data-page="${page}"></main>`;
  await import('../../../client/webviews/main');
  return started.mock.calls.flat();
};

test.each([
  ['diff', ['Diff']],
  ['reproduction', ['Reproduction']],
  ['runs', ['Runs']],
  ['', []],
])('the page "%s"', async (page, screens) => {
  expect(await shown(page)).toEqual(screens);
});
