import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filePath, fileUri } from '../../server/src/lsp/base/fileUris';
import { virtualPath, virtualUri } from '../../server/src/lsp/base/virtualUris';
import { caseCount, SEED } from '../cases';

const SPECIAL = `~!@$&'()*+,;=:%?#[]^|\`{}"<> \\\t\n\réß😀\u007f`;
const name = fc.string({ unit: fc.constantFrom(...SPECIAL, 'a', '%2F', 'C:') }).filter(text => !/^\.*$/.test(text));
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map(names => `/${names.join('/')}`);

describe('a file on this machine', () => {
  test('has the URI that Node gives it, and the path that Node reads', () => {
    fc.assert(
      fc.property(path, path => {
        const uri = fileUri(path);
        expect(uri).toBe(pathToFileURL(path).href);
        expect(filePath(uri)).toBe(fileURLToPath(uri));
      }),
      { numRuns: caseCount(2000), seed: SEED },
    );
  });

  test.each([
    ['file:///C:/a%20b/c.kyn', 'C:/a b/c.kyn'],
    ['file:///c%3A/a.kyn', 'C:/a.kyn'],
    ['file://server/share/a.kyn', '//server/share/a.kyn'],
    ['file:///a.kyn', undefined],
    ['file:///C:/a%5Cb', undefined],
    ['file:///C:/a%2Fb', undefined],
  ])('%s is %s on Windows', (uri, path) => {
    expect(filePath(uri, true)).toBe(path);
  });

  test.each([
    ['C:/a b/c#.kyn', 'file:///C:/a%20b/c%23.kyn'],
    ['//server/share/a.kyn', 'file://server/share/a.kyn'],
  ])('%s has the URI %s on Windows', (path, uri) => {
    expect(fileUri(path, true)).toBe(uri);
    expect(filePath(uri, true)).toBe(path);
  });

  test.each(['file://server/a', 'file:///a%2Fb', 'file:///a%', 'no uri'])('%s names no file here', uri => {
    expect(filePath(uri, false)).toBeUndefined();
  });
});

describe('a file of an editor in a browser', () => {
  test.each([
    ['vscode-vfs://github/owner/repo/a%20b.kyn', '/vscode-vfs/github/owner/repo/a b.kyn'],
    ['vscode-remote://127.0.0.1%3A80/w/a.kyn', '/vscode-remote/127.0.0.1%3A80/w/a.kyn'],
    ['memfs:/a.kyn', '/memfs/-/a.kyn'],
  ])('%s has the path %s', (uri, path) => {
    expect(virtualPath(uri)).toBe(path);
    expect(virtualUri(path)).toBe(uri);
  });

  test.each(['untitled:Untitled-1', 'untitled:/w/a.kyn', 'git:/a.kyn?x', 'memfs:/a.kyn#1', 'memfs:/a%2Fb', 'memfs:/%'])(
    '%s is not a file',
    uri => {
      expect(virtualPath(uri)).toBeUndefined();
    },
  );
});
