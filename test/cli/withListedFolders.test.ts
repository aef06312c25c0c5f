// What a listing shows to be missing is not asked for again, and nothing else is answered from it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withListedFolders } from '../../server/src/cli/search/withListedFolders';
import { caseCount, SEED } from '../cases';
import { hostOf } from '../repro/memory';

const names = fc.constantFrom('.git', '.kynml.json', 'a.kyn', 'a.kyn.lock', 'B.KYN.LOCK', 'kynml.lock', '.lock', 'x');
const paths = fc.tuple(fc.constantFrom('/w', '/w/in', '/w/.in', '/none'), names).map(parts => parts.join('/'));

test('a host that listed folders answers as the host itself', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(paths),
      fc.array(paths),
      fc.uniqueArray(fc.constantFrom('/w', '/w/in', '/')),
      (files, asked, listed) => {
        const host = hostOf(Object.fromEntries(files.map(file => [file, file])));
        const listing = withListedFolders(host);
        for (const folder of listed) expect(listing.readFolder(folder)).toEqual(host.readFolder(folder));
        for (const path of [...files, ...asked]) {
          expect(listing.stat(path)).toEqual(host.stat(path));
          expect(listing.linkTarget(path)).toEqual(host.linkTarget(path));
          expect(listing.readBytes(path)).toEqual(host.readBytes(path));
        }
      },
    ),
    { numRuns: caseCount(2000), seed: SEED },
  );
});

test('the system is not asked for what a listed folder does not have, and for everything else', () => {
  const asked: string[] = [];
  const host = hostOf({ '/w/a.kyn': '', '/w/in/.kynml.json': '{}', '/w/big/A.KYN.LOCK': '' });
  const stat = (path: string) => {
    asked.push(path);
    return host.stat(path);
  };
  const listing = withListedFolders({ ...host, stat });
  listing.readFolder('/w');
  listing.readFolder('/w/in');
  listing.readFolder('/w/big');
  for (const path of ['/w/.git', '/w/a.kyn.lock', '/w/in/a.kyn.lock']) expect(listing.stat(path)).toBeUndefined();
  expect(asked).toEqual([]);
  // A disk may take upper and lower case for the same.
  const others = ['/w/..', '/w/.', '/w/b.kyn', '/w/in/.git', '/w/big/a.kyn.lock', '/other/.git'];
  for (const path of others) listing.stat(path);
  expect(asked).toEqual(others);
});
