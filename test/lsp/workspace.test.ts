// The state of the server without a client: documents by path, and work that is not repeated.
import { expect, onTestFinished, test, vi } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Workspace } from '../../server/src/lsp/workspace/workspace';
import type { Host } from '../../src-shared/host/host';
import { hostOf } from '../repro/memory';
import { houseSpec } from '../specFixture';

const start = (host: Host): Workspace => {
  const lookups = { usesKynml: () => true, olderText: () => undefined };
  const workspace = new Workspace(host, { dlmHome: undefined, home: '/home' }, lookups);
  workspace.folders = ['/w'];
  return workspace;
};

const open = (workspace: Workspace, uri: string, text: string): void =>
  workspace.open(TextDocument.create(uri, 'kynml', 1, text));

test('closing one of two URIs of a file leaves the other one open', () => {
  const workspace = start(hostOf({ '/w/a.kyn': '# disk\n' }));
  const [plain, escaped] = ['file:///w/a.kyn', 'file:///w/%61.kyn'];
  open(workspace, plain, '# one\n');
  open(workspace, escaped, '# two\n');
  const text = () => workspace.read('/w/a.kyn');
  expect([workspace.documentAt('/w/a.kyn')?.doc.uri, text()]).toEqual([escaped, { ok: true, text: '# two\n' }]);
  workspace.close(escaped);
  expect([workspace.documentAt('/w/a.kyn')?.doc.uri, text()]).toEqual([plain, { ok: true, text: '# one\n' }]);
  workspace.close(plain);
  expect([workspace.documentAt('/w/a.kyn'), text()]).toEqual([undefined, { ok: true, text: '# disk\n' }]);
});

test('a document that is opened again without being closed is one document', () => {
  const workspace = start(hostOf({ '/w/a.kyn': '# disk\n' }));
  for (const text of ['# one\n', '# two\n']) open(workspace, 'file:///w/a.kyn', text);
  expect([...workspace.allDocuments()]).toHaveLength(1);
  workspace.close('file:///w/a.kyn');
  expect(workspace.read('/w/a.kyn')).toEqual({ ok: true, text: '# disk\n' });
});

test.each([
  ['without imports', ''],
  ['with an import', 'import "base.kyn"\n'],
  ['with an import that does not exist', 'import "gone.kyn"\n'],
])('a spec %s is analysed once, until something changes', (_, imports) => {
  const host = hostOf({ '/w/a.kyn': '', '/w/base.kyn': 'params:\n    z = 1\n' });
  const workspace = start(host);
  open(workspace, 'file:///w/a.kyn', imports + houseSpec);
  const analysis = () => workspace.spec('file:///w/a.kyn')?.analysis;
  const first = analysis();
  expect(analysis()).toBe(first);
  host.files.set('/w/base.kyn', 'params:\n    y = 1\n');
  host.files.set('/w/gone.kyn', '');
  workspace.filesChanged(['/w/base.kyn', '/w/gone.kyn'].map(path => ({ path, isDeleted: false })));
  if (imports === '') expect(analysis()).toBe(first);
  else expect(analysis()).not.toBe(first);
});

test('an imported file is named as the folders of the workspace are now', () => {
  const workspace = start(hostOf({ '/w/a.kyn': '', '/w/base.kyn': '', '/v/b.kyn': '' }));
  open(workspace, 'file:///w/a.kyn', 'import "base.kyn"\n');
  const label = () => workspace.spec('file:///w/a.kyn')?.analysis.composition.files[0]?.label;
  expect(label()).toBe('base.kyn');
  workspace.folders = ['/w', '/v'];
  expect(label()).toBe('w/base.kyn');
});

test('a second import of a file that can no longer be read is reported', () => {
  const host = hostOf({ '/w/a.kyn': '', '/w/base.kyn': '' });
  let isLinked = true;
  const realPath: Host['realPath'] = path => (isLinked && path === '/w/link.kyn' ? '/w/base.kyn' : host.realPath(path));
  const workspace = start({ ...host, realPath });
  open(workspace, 'file:///w/a.kyn', `import "base.kyn"\nimport "link.kyn"\n${houseSpec}`);
  const problems = () => workspace.spec('file:///w/a.kyn')?.analysis.composition.problems.map(p => p.kind);
  expect(problems()).toEqual([]);
  isLinked = false;
  expect(problems()).toEqual(['missing']);
});

test('the links of a path are followed only for a spec with imports, because each request asks for its imports', () => {
  const host = hostOf({ '/w/a.kyn': '' });
  let count = 0;
  const realPath: Host['realPath'] = path => {
    count++;
    return host.realPath(path);
  };
  const workspace = start({ ...host, realPath });
  open(workspace, 'file:///w/a.kyn', houseSpec);
  open(workspace, 'file:///w/b.kyn', `import "a.kyn"\n${houseSpec}`);
  // Once for each document that is opened, to know which events are about it.
  expect(count).toBe(2);
  count = 0;
  workspace.spec('file:///w/a.kyn');
  expect(count).toBe(0);
  workspace.spec('file:///w/b.kyn');
  // The importing file and the imported one; the folders of the workspace only once.
  expect(count).toBe(2);
});

/** A workspace with an open spec of so many missing imports; counts the paths that are looked up on disk. */
function withMissingImports(count: number) {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const looked: string[] = [];
  const host = hostOf({});
  const realPath = (path: string): string | undefined => {
    looked.push(path);
    return host.realPath(path);
  };
  const workspace = start({ ...host, realPath });
  workspace.trusted = true;
  const text = Array.from({ length: count }, (_, i) => `import "a${i}.kyn"\n`).join('');
  open(workspace, 'file:///w/a.kyn', text);
  const lookups = (request: () => unknown): number => {
    looked.length = 0;
    request();
    return looked.filter(path => path !== '/w/a.kyn').length;
  };
  const problems = () => workspace.spec('file:///w/a.kyn')?.analysis.composition.problems.length;
  return { host, workspace, text, lookups, problems };
}

test('missing imports are not looked up for each request, except the first ones', () => {
  const { workspace, text, lookups, problems } = withMissingImports(300);
  expect(lookups(problems)).toBe(300);
  expect(lookups(problems)).toBe(50);
  workspace.document('file:///w/a.kyn')?.update([{ text: `${text}# edited\n` }], 2);
  expect(lookups(problems)).toBe(50);
  vi.advanceTimersByTime(1000);
  expect(lookups(problems)).toBe(300);
});

test('an import that an event reports is looked up again at once', () => {
  const { host, workspace, problems } = withMissingImports(300);
  expect(problems()).toBe(300);
  host.files.set('/w/a299.kyn', '# there now\n');
  expect(problems()).toBe(300);
  workspace.filesChanged([{ path: '/w/a299.kyn', isDeleted: false }]);
  expect(problems()).toBe(299);
  host.files.set('/w/a298.kyn', '# there now\n');
  workspace.refreshFiles();
  expect(problems()).toBe(298);
});

test('the first imports are looked up without an event', () => {
  const { host, problems } = withMissingImports(300);
  expect(problems()).toBe(300);
  host.files.set('/w/a0.kyn', '# there now\n');
  expect(problems()).toBe(299);
});

test('folders are listed for a limited number of missing imports', () => {
  const host = hostOf(Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`/w/A${i}.kyn`, ''])));
  const list = vi.fn(host.list);
  const workspace = start({ ...host, list });
  open(workspace, 'file:///w/a.kyn', Array.from({ length: 150 }, (_, i) => `import "a${i}.kyn"\n`).join(''));
  const { problems = [] } = workspace.spec('file:///w/a.kyn')?.analysis.composition ?? {};
  expect(problems.filter(p => p.near).length).toBe(100);
  expect(list).toHaveBeenCalledTimes(1);
});

test('the syntax of a spec does not need its imports', () => {
  const { workspace, lookups } = withMissingImports(300);
  expect(lookups(() => workspace.syntaxOf('file:///w/a.kyn')?.tree)).toBe(0);
});
