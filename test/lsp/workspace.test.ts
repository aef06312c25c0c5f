// The state of the server without a client: documents by path, and work that is not repeated.
import { expect, test } from 'vitest';
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
  workspace.spec('file:///w/a.kyn');
  expect(count).toBe(0);
  open(workspace, 'file:///w/b.kyn', `import "a.kyn"\n${houseSpec}`);
  workspace.spec('file:///w/b.kyn');
  // The importing file and the imported one; the folders of the workspace only once.
  expect(count).toBe(2);
});
