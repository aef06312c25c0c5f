// The paths on which the findings of a file depend.
import { expect, test } from 'vitest';
import { dependenciesOf, rememberedLinks } from '../../server/src/lsp/diagnostics/dependencies';
import { Workspace } from '../../server/src/lsp/workspace/workspace';
import { hostOf } from '../repro/memory';
import { houseSpec } from '../specFixture';
import { lockFor } from './lockFixture';

function dependencies(files: Record<string, string>, path: string): string[] {
  const lookups = { usesKynml: () => true, olderText: () => undefined };
  const workspace = new Workspace(hostOf(files), { dlmHome: undefined, home: '/' }, lookups);
  workspace.folders = ['/w'];
  return [...dependenciesOf(workspace, path, rememberedLinks(workspace))].sort();
}

test('a spec depends on its imports, on the places of its lock, and on the specs that the locks there name', () => {
  const files = {
    '/w/s/net.kyn': `import "../lib.kyn"\nimport "none.kyn"\n${houseSpec}`,
    '/w/lib.kyn': 'import "/x/far.kyn"\n',
    '/w/kynml.lock': lockFor('x', 'other.kyn'),
  };
  expect(dependencies(files, '/w/s/net.kyn')).toEqual([
    '/w/kynml.lock',
    '/w/lib.kyn',
    '/w/other.kyn',
    '/w/s/kynml.lock',
    '/w/s/net.kyn',
    '/w/s/net.kyn.lock',
    '/w/s/none.kyn',
    '/x/far.kyn',
  ]);
});

test('a spec does not depend on places that are searched only if no closer lock names it', () => {
  const files = { '/w/s/net.kyn': houseSpec, '/w/s/kynml.lock': lockFor('x'), '/w/kynml.lock': lockFor('y') };
  expect(dependencies(files, '/w/s/net.kyn')).toEqual(['/w/s/kynml.lock', '/w/s/net.kyn']);
});

test('a lock depends on the specs that it may name, also if a merge conflict hides them', () => {
  const conflict = `<<<<<<< a\n${lockFor('x', 'a.kyn')}=======\n${lockFor('x', 'b.kyn')}>>>>>>> b\n`;
  expect(dependencies({ '/w/s/kynml.lock': lockFor('x') }, '/w/s/kynml.lock')).toEqual([
    '/w/net.kyn',
    '/w/s/kynml.lock',
    '/w/s/net.kyn',
  ]);
  expect(dependencies({ '/w/kynml.lock': conflict }, '/w/kynml.lock')).toEqual(
    expect.arrayContaining(['/w/a.kyn', '/w/b.kyn']),
  );
});

test('a path that is too long to exist is left out, because each of its parts would take memory', () => {
  const long = 'a/'.repeat(50_000);
  const files = {
    '/w/net.kyn': `import "${long}x.kyn"\n${houseSpec}`,
    '/w/kynml.lock': lockFor('x', `${long}x.kyn`),
  };
  for (const path of Object.keys(files)) expect(dependencies(files, path).filter(at => at.length > 100)).toEqual([]);
});
