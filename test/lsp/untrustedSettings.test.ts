// Settings that a repository can set before it is trusted: they cannot slow the server down or make it read other files.
import { describe, expect, test } from 'vitest';
import { mergeSettings } from '../../server/src/lsp/base/settings';
import { Workspace } from '../../server/src/lsp/workspace/workspace';
import { defaultSettings } from '../../src-shared/protocol/settings';
import { hostOf } from '../repro/memory';

test('lists of words are limited in number and length', () => {
  const extra = Object.fromEntries(
    Array.from({ length: 150 }, (_, i) => [
      `list${i}`,
      [...Array.from({ length: 1500 }, (_, j) => `w${j}`), 'x'.repeat(300)],
    ]),
  );
  const lists = Object.values(mergeSettings({ catalog: { extra } }).catalog.extra);
  expect(lists).toHaveLength(100);
  expect(lists.map(list => list?.length)).toEqual(lists.map(() => 1000));
  const [longest] = Object.values(
    mergeSettings({ catalog: { extra: { a: ['x'.repeat(201), 'x'.repeat(200)] } } }).catalog.extra,
  );
  expect(longest).toEqual(['x'.repeat(200)]);
});

describe('kynml.lock.path', () => {
  const settingPath = (path: string, trusted: boolean): string => {
    const workspace = new Workspace(
      hostOf({ '/w/a.kyn': '' }),
      { dlmHome: undefined, home: '/home' },
      {
        usesKynml: () => true,
        olderText: () => undefined,
      },
    );
    workspace.folders = ['/w'];
    workspace.trusted = trusted;
    workspace.configure({ ...defaultSettings, lock: { path } });
    return workspace.lockSearch('/w/a.kyn').settingPath;
  };

  test.each(['../outside/a.lock', '/etc/a.lock', 'x/../../a.lock'])(
    '%s, outside of the workspace, is used only once the workspace is trusted',
    path => expect([settingPath(path, false), settingPath(path, true)]).toEqual(['', path]),
  );

  test('inside of the workspace is used at once', () => {
    expect(settingPath('locks/a.lock', false)).toBe('locks/a.lock');
  });
});
