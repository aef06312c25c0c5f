// Which data a run is reproduced with: only that with the recorded hash, wherever it is.
import { describe, expect, test } from 'vitest';
import type { Host } from '../../../src-shared/host/host';
import type { MemoryFile } from '../../../src-shared/host/memoryHost';
import { findRecordedData } from '../../../src-shared/repro/reproduce/findRecordedData';
import { nodeHost } from '../../nodeHost';
import { annexText } from '../../pointerText';
import { hostOf } from '../memory';
import { DATA, manifestOf, type ReproduceSetup, reproduced, SPEC } from './world';

const HASH = nodeHost.sha256(DATA);
const MD5 = '0123456789abcdef0123456789abcdef';
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${HASH}\nsize ${DATA.length}\n`;
const OBJECT = `/w/.git/lfs/objects/${HASH.slice(0, 2)}/${HASH.slice(2, 4)}/${HASH}`;

const withData = (files: Record<string, MemoryFile>, setup: Partial<ReproduceSetup> = {}) =>
  reproduced({
    manifest: JSON.stringify(manifestOf(SPEC)),
    ...setup,
    files: { '/w/data/houses.csv': { brokenLink: '/gone' }, ...files },
    git: async (_, args) => (args.includes('--git-common-dir') ? new TextEncoder().encode('.git\n') : undefined),
  });

const csvOf = (script: string | undefined): string | undefined => /"(\/(?:w|tmp)\/[^"]*)"/.exec(script ?? '')?.[1];

describe('data', () => {
  test('next to the spec is used where that in the working folder is another version', async () => {
    const result = await withData({
      '/w/spec.kyn': '# other\n',
      '/w/specs/spec.kyn': SPEC,
      '/w/data/houses.csv': 'area,price\n9,9\n',
      '/w/specs/data/houses.csv': DATA,
    });
    expect(result.verdict).toBe('reproduced-exactly');
    expect(csvOf(result.scripts[0])).toBe('/w/specs/data/houses.csv');
    expect(result.step('data')?.detail).toBe(
      `specs/data/houses.csv has the recorded hash ${HASH.slice(0, 12)}. data/houses.csv, which is looked for first, is another version.`,
    );
  });

  describe('that cannot be read or is another version in one place', () => {
    const OTHER = { '/w/spec.kyn': '# other\n', '/w/specs/spec.kyn': SPEC };
    const DENIED = { unreadable: 'denied' } as const;

    test('does not end the search in the others, and is reported', async () => {
      const result = await withData({ ...OTHER, '/w/data/houses.csv': DENIED, '/w/specs/data/houses.csv': DATA });
      expect(result.verdict).toBe('reproduced-exactly');
      expect(csvOf(result.scripts[0])).toBe('/w/specs/data/houses.csv');
      expect(result.step('data')?.detail).toBe(
        `specs/data/houses.csv has the recorded hash ${HASH.slice(0, 12)}. data/houses.csv cannot be read: permission denied.`,
      );
    });

    test('each place is reported where none has the data', async () => {
      const files = { ...OTHER, '/w/data/houses.csv': DENIED, '/w/specs/data/houses.csv': 'area,price\n9,9\n' };
      const result = await withData(files);
      expect([result.verdict, result.scripts]).toEqual(['cannot-be-judged', []]);
      expect(result.step('data')).toEqual({
        name: 'data',
        state: 'contradicted',
        detail: `specs/data/houses.csv does not have the recorded hash ${HASH.slice(0, 12)}. Restore the version of the data that the run used. data/houses.csv cannot be read: permission denied.`,
      });
      const none = await withData({ ...OTHER, '/w/data/houses.csv': DENIED });
      expect(none.step('data')).toMatchObject({
        state: 'unknown',
        detail:
          'data/houses.csv cannot be read: permission denied. specs/data/houses.csv was not found. Restore the data file that the run used.',
      });
    });

    test('is not used for a run without a recorded hash either', async () => {
      const manifest = JSON.stringify(manifestOf(SPEC, { data_hash: undefined }));
      const files = { ...OTHER, '/w/data/houses.csv': DENIED, '/w/specs/data/houses.csv': DATA };
      const result = await withData(files, { manifest, train: () => manifestOf(SPEC) });
      expect(csvOf(result.scripts[0])).toBe('/w/specs/data/houses.csv');
      expect(result.step('data')?.detail).toContain('data/houses.csv cannot be read: permission denied.');
      const none = await withData({ ...OTHER, '/w/data/houses.csv': DENIED }, { manifest });
      expect(none.step('data')?.detail).toBe(
        'The run does not record the hash of its data. data/houses.csv cannot be read: permission denied.',
      );
    });
  });

  test('of a git-annex pointer that is in the store of Git LFS is used, and the pointer is named', async () => {
    const pointer = annexText(`SHA256E-s${DATA.length}--${HASH}.csv`);
    const { step, scripts } = await withData({ '/w/data/houses.csv': pointer, [OBJECT]: DATA });
    expect(step('data')?.detail).toMatch(/^data\/houses\.csv is a git-annex pointer, and its content/);
    expect(csvOf(scripts[0])).toBe(OBJECT);
  });

  test('behind a pointer of Git LFS is read from the store', async () => {
    const result = await withData({ '/w/data/houses.csv': POINTER, [OBJECT]: DATA });
    expect(result.verdict).toBe('reproduced-exactly');
    expect(csvOf(result.scripts[0])).toBe(OBJECT);
    expect(result.step('data')?.detail).toContain('is a Git LFS pointer');
  });

  test('in the store of Git LFS with another content is not used', async () => {
    const result = await withData({ '/w/data/houses.csv': POINTER, [OBJECT]: `${DATA}3,6\n` });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.scripts).toEqual([]);
    expect(result.step('data')?.state).toBe('unknown');
    expect(result.step('data')?.detail).toContain('Run `git lfs pull`');
  });

  const dvc = `outs:\n- md5: ${MD5}\n  size: 20\n  path: houses.csv\n`;

  test.each([`/w/.dvc/cache/files/md5/01/${MD5.slice(2)}`, `/w/.dvc/cache/01/${MD5.slice(2)}`])(
    'that DVC tracks is read from its cache: %s',
    async object => {
      const result = await withData({ '/w/data/houses.csv.dvc': dvc, [object]: DATA });
      expect(result.verdict).toBe('reproduced-exactly');
      expect(csvOf(result.scripts[0])).toBe(object);
    },
  );

  test('that DVC imported is the output, not the file that it was imported from', async () => {
    const imported = `deps:\n- md5: ${'f'.repeat(32)}\n  path: raw.csv\n${dvc}`;
    const object = `/w/.dvc/cache/files/md5/01/${MD5.slice(2)}`;
    const result = await withData({ '/w/data/houses.csv.dvc': imported, [object]: DATA });
    expect(csvOf(result.scripts[0])).toBe(object);
  });

  test('in the cache of DVC is hashed, because DVC records an MD5', async () => {
    const object = `/w/.dvc/cache/files/md5/01/${MD5.slice(2)}`;
    const result = await withData({ '/w/data/houses.csv.dvc': dvc, [object]: `${DATA}3,6\n` });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.step('data')?.detail).toContain('Run `dvc pull`.');
  });

  test('that is missing: nothing is trained, and what to do is stated', async () => {
    const result = await withData({});
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.scripts).toEqual([]);
    expect(result.step('data')?.detail).toBe(
      'data/houses.csv cannot be read: it is a link whose target does not exist. Restore the data file that the run used.',
    );
  });

  const missing = async (path: string, more: Record<string, string> = {}) => {
    const spec = SPEC.replace('data/houses.csv', path);
    const files = { '/w/spec.kyn': spec, ...more };
    const result = await reproduced({ manifest: JSON.stringify(manifestOf(spec)), files });
    expect([result.verdict, result.scripts]).toEqual(['cannot-be-judged', []]);
    return result.step('data')?.detail;
  };

  test.each(['Data/houses.csv', 'data/Houses.csv'])('that is at a similar path is named: %s', async path => {
    expect(await missing(path)).toBe(
      `${path} was not found. Did you mean data/houses.csv, which differs only in case? It has the recorded hash ${HASH.slice(0, 12)}. Rename it, so that it is found.`,
    );
  });

  test('that is at a similar path with another content is not to be renamed', async () => {
    const detail = await missing('data/Houses.csv', { '/w/data/houses.csv': `${DATA}3,6\n` });
    expect(detail).toBe(
      `data/Houses.csv was not found. data/houses.csv, which differs only in case, does not have the recorded hash ${HASH.slice(0, 12)}. Restore the data file that the run used.`,
    );
  });

  // A folder is not data.
  test.each(['gone/houses.csv', 'Data'])('that is at no similar path is not found: %s', async path => {
    expect(await missing(path)).toBe(`${path} was not found. Restore the data file that the run used.`);
  });

  test('with another content: nothing is trained', async () => {
    const result = await withData({ '/w/data/houses.csv': `${DATA}3,6\n` });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.scripts).toEqual([]);
    expect(result.step('data')?.state).toBe('contradicted');
    expect(result.step('data')?.detail).toContain(`does not have the recorded hash ${HASH.slice(0, 12)}`);
  });

  test('with other line ends only: that is stated', async () => {
    const result = await withData({ '/w/data/houses.csv': DATA.replaceAll('\n', '\r\n') });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.step('data')?.detail).toContain('only in its line ends (recorded: LF, now: CRLF)');
  });

  test('with another content is never a reproduction, even when trained on request', async () => {
    const result = await withData({ '/w/data/houses.csv': `${DATA}3,6\n` }, { runAnyway: true });
    expect(result.scripts).toHaveLength(1);
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.metrics).toHaveLength(2);
    expect(result.reasons[0]).toContain('does not have the recorded hash');
  });
});

test('a file that may be a pointer is read once in a search', async () => {
  const files = { '/w/data/houses.csv': POINTER };
  let reads = 0;
  const memory = hostOf(files);
  const host: Host = {
    ...memory,
    readHead: (path, bytes) => {
      if (path === '/w/data/houses.csv') reads++;
      return memory.readHead(path, bytes);
    },
  };
  const places = Object.keys(files);
  const label = (path: string): string => path;
  const search = { host, places, hash: 'f'.repeat(64), label, save: async () => undefined };
  expect((await findRecordedData(search)).step.state).toBe('contradicted');
  expect(reads).toBe(1);
});
