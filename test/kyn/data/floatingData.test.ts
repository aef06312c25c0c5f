// Data that other users of a spec may not have: outside the workspace, not tracked by git, or a path of one machine.
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { dataFindings } from '../../../src-shared/kyn/dataFindings';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { probeCsv, readCsv } from '../../../src-shared/repro/data/readCsv';
import { hostOf } from '../../repro/memory';
import { specCases } from '../check';
import { dataAmong } from './dataOfFixture';
import { findings, spec } from './specWithData';

describe('data that other users may not have', () => {
  specCases({
    'has a path with backslashes': `
      dataset Rows:
          source = csv("data\\rows.csv")
          #            ^^^^^^^^^^^^^^^ info floating-data: A path with \`\\\` works only on Windows; use \`/\`.
          target = "y"

      //- /data/rows.csv
      y
    `,
  });

  const files = { '/w/d.csv': 'a,b,y\n1,2,3\n', '/x/d.csv': 'a,b,y\n1,2,3\n' };
  const found = (path: string, isTracked?: boolean) =>
    findings(spec(`csv("${path}")`), dataAmong(files, { spec: '/w/s.kyn', isTracked: () => isTracked }));

  test('is outside the workspace, unless git tracks it there', () => {
    expect(found('../x/d.csv')).toEqual([
      'info floating-data: ../x/d.csv is outside the workspace: others who get this spec do not get its data, and its columns are not checked. Move the file into the workspace. @ "../x/d.csv"',
    ]);
    expect(found('/x/d.csv')[0]).toContain('is outside the workspace');
    expect(found('../x/d.csv', true)).toEqual([]);
  });

  test('files outside the workspace are not opened, and their paths are shown as written', () => {
    const opened: string[] = [];
    const host = hostOf(files);
    const world = (path: string, folder: string | undefined) =>
      findings(
        spec(`csv("${path}")`, { target: '"nope"' }),
        dataAmong(files, {
          spec: '/w/s.kyn',
          folder,
          roots: folder === undefined ? [] : [folder],
          file: (at, opens) => {
            if (opens) opened.push(at);
            return opens ? readCsv(host, at) : probeCsv(host, at);
          },
        }),
      );
    expect(world('/x/d.csv', '/w')[0]).toMatch(/^info floating-data: \/x\/d\.csv is outside/);
    expect(world('../x/d.csv', '/w')).toHaveLength(1);
    expect(world('/x/d.csv', undefined)[0]).toContain('This path is absolute');
    expect(world('/x', '/w')[0]).toContain('/x cannot be read: it is a folder.');
    expect(world('/x/c.csv', '/w')[0]).toContain('File not found: /x/c.csv. ');
    expect(world('../x/c.csv', '/w')[0]).toContain('File not found: ../x/c.csv. ');
    expect(opened).toEqual([]);
    expect(world('d.csv', '/w')[0]).toContain('has no column nope');
    expect(opened).toContain('/w/d.csv');
    expect(world('http://x/y.csv', '/w')[0]).toContain('File not found: http://x/y.csv. ');
  });

  test('a device or a pipe outside the workspace is not data: its end may never come', () => {
    const other = { kind: 'other', size: 0, modified: 0, changed: 0, inode: 0 } as const;
    const host = { ...hostOf(files), stat: () => other };
    const data = dataAmong(files, { spec: '/w/s.kyn', file: path => probeCsv(host, path) });
    expect(findings(spec('csv("/dev/zero")'), data)[0]).toMatch(
      /^warning csv-missing: \/dev\/zero cannot be read: it is a device, a pipe or a file of the system/,
    );
  });

  test('is a link to a file outside, which is not followed', () => {
    const real = (path: string) => (path === '/w/d.csv' ? '/x/d.csv' : path);
    const data = dataAmong(files, { spec: '/w/s.kyn', real });
    expect(findings(spec('csv("d.csv")', { target: '"nope"' }), data)).toEqual([
      'info floating-data: d.csv is a link to a target outside the workspace: others who get this spec do not get its data, and its columns are not checked. Replace the link with the file. @ "d.csv"',
    ]);
    // A link inside the workspace is followed.
    const inner = dataAmong(
      { '/w/d.csv': 'a,y\n' },
      { spec: '/w/s.kyn', real: path => path.replace('d.csv', 'x.csv') },
    );
    expect(findings(spec('csv("d.csv")', { target: '"nope"' }), inner)[0]).toContain('has no column nope');
  });

  test('has an absolute path, with a fix', () => {
    const data = dataAmong(files, { spec: '/w/s.kyn' });
    const [finding] = dataFindings(analyze({ tree: parse(spec('csv("/w/d.csv")')) }), data);
    expect(finding).toMatchObject({ code: 'floating-data', fixes: [{ title: 'Change to `"d.csv"`', safe: false }] });
  });

  test('is not tracked by git; nothing is reported if that is not known', () => {
    expect(found('d.csv', false)[0]).toContain('d.csv is not tracked by git');
    expect(found('d.csv', true)).toEqual([]);
    expect(found('d.csv')).toEqual([]);
  });

  test('is not reported for a spec outside all folders', () => {
    const data = dataAmong(files, { spec: '/x/s.kyn', folder: undefined, roots: ['/w'] });
    expect(findings(spec('csv("d.csv")'), data)).toEqual([]);
  });
});
