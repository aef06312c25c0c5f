import { expect, test, vi } from 'vitest';

// Another file of this worker may have loaded the same modules with other mocks.
vi.hoisted(() => vi.resetModules());
const place = { isBrowser: true };
vi.mock('vscode', () => ({}));
vi.mock('../../../client/src/base/isBrowser', () => ({
  get isBrowser() {
    return place.isBrowser;
  },
}));

const { isFile } = await import('../../../client/src/ui/uris');
const filesAmong = (schemes: readonly string[]): string[] => schemes.filter(scheme => isFile({ scheme } as never));

const SCHEMES = ['file', 'vscode-vfs', 'vscode-test-web', 'gitlab-remote', 'github', 'untitled', 'git', 'kynml-locked'];

test('in a browser, the files of every file system of the editor are files; on a computer, only those of the disk', () => {
  expect(filesAmong(SCHEMES)).toEqual(['file', 'vscode-vfs', 'vscode-test-web', 'gitlab-remote', 'github']);
  place.isBrowser = false;
  expect(filesAmong(SCHEMES)).toEqual(['file']);
});
