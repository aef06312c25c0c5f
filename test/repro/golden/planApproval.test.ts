// Finding the goldens that can be approved: what is read, and why a golden cannot be approved.
import { describe, expect, test } from 'vitest';
import type { MemoryFile } from '../../../src-shared/host/memoryHost';
import { goldenName } from '../../../src-shared/repro/golden/name';
import { findGoldens, planApproval } from '../../../src-shared/repro/golden/planApproval';
import { nodeHost } from '../../nodeHost';
import { hostOf } from '../memory';

const VERSIONS = { torch: '2.5.1' };
const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];
const name = (platform: string) =>
  goldenName({ versions: new Map(Object.entries(VERSIONS)), platform }, nodeHost.sha256);
const relpath = (platform: string) => `tests/golden/determinism/${name(platform)}`;
const golden = (platform: string) => ({ adapter_sha256: B, pinned_versions: VERSIONS, platform });
const entry = (platform: string) => ({ ...golden(platform), adapter_sha256: A, golden_relpath: relpath(platform) });
const index = (...goldens: unknown[]) =>
  JSON.stringify({ goldens, lock_version: 1, updated_at: '2026-04-22T04:25:32' });

const INDEX = '/w/.determinism/lock.json';
const P = `/w/${relpath('p')}`;
const filesOf = (files: Record<string, MemoryFile>) => ({
  host: hostOf({ [INDEX]: index(entry('p')), ...files }),
  label: (path: string) => path.slice('/w/'.length),
  isUnsaved: () => false,
});
const found = (files: Record<string, MemoryFile>, path = P) => findGoldens(filesOf(files), path);
const GENERATE = "Generate the golden again with DLM's script.";
const DENIED = { unreadable: 'denied' } as const;

describe('a golden', () => {
  test.each([P, INDEX])('that can be approved is found by %s', path => {
    expect(found({ [P]: JSON.stringify(golden('p')) }, path)).toMatchObject([
      { index: INDEX, relpath: relpath('p'), held: B, approved: A, isMissing: false },
    ]);
  });

  test.each<[string, Record<string, MemoryFile>, string]>([
    ['that is denied', { [P]: DENIED }, 'cannot be approved. The golden cannot be read: permission denied.'],
    [
      'that is not UTF-8',
      { [P]: new Uint8Array([255]) },
      `cannot be read as a golden: it is not UTF-8 text. ${GENERATE}`,
    ],
    ['that is not JSON', { [P]: 'x' }, `cannot be read as a golden: it is not a JSON object. ${GENERATE}`],
    [
      'in a folder that is denied',
      { '/w/tests/golden': DENIED, [P]: JSON.stringify(golden('p')) },
      'cannot be approved. The goldens were not read: the folder tests/golden cannot be read (permission denied).',
    ],
    [
      'that exists neither on disk nor in the index',
      { [INDEX]: index() },
      `does not exist, and the index does not contain it. ${GENERATE}`,
    ],
  ])('%s cannot be approved', (_, files, message) => {
    expect(found(files)).toBe(`${relpath('p')} ${message}`);
  });

  test('that is missing is approved by its entry, with a remark', () => {
    const files = filesOf({});
    const [missing] = findGoldens(files, P);
    if (typeof missing !== 'object') throw new Error(String(findGoldens(files, P)));
    expect(missing).toMatchObject({ approved: A, isMissing: true });
    expect(planApproval(files, missing, { adapter: A, time: '2026-05-01T00:00:00' })).toMatchObject({
      change: 'unchanged',
      remarks: [`${relpath('p')} does not exist, so the entry cannot be verified until DLM's script writes it.`],
    });
  });
});

test.each(['tests', 'tests/golden/determinism'])(
  'an index with the unreadable folder %s is not without goldens',
  folder => {
    expect(found({ [INDEX]: index(), [`/w/${folder}`]: DENIED, [P]: '' }, INDEX)).toBe(
      `The goldens were not read: the folder ${folder} cannot be read (permission denied).`,
    );
    expect(found({ [INDEX]: index() }, INDEX)).toBe(
      "tests/golden/determinism does not contain a golden. DLM's script writes them.",
    );
  },
);
