// The records of runs: each is read once, and again only until its run has ended.
import { expect, test } from 'vitest';
import { RecordIndex } from '../../../src-shared/runs/index/recordIndex';
import { endOf } from '../../../src-shared/runs/list/recordedRuns';
import { hostOf } from '../../repro/memory';

const [HASH, MANIFEST] = ['a'.repeat(64), 'b'.repeat(64)];
const path = (name: string): string => `/w/.kynml/records/${name}.json`;
const record = (ended: object | null, overrides: object = {}): string =>
  JSON.stringify({ spec: { config_hash: HASH, path: 'h.kyn' }, imports: [], overrides, folder: '.', ended });
const END = { manifest: MANIFEST, time: '2026-04-18T10:00:00.000Z', exit_code: 0 };

const endIn = ({ recorded }: RecordIndex, hash: string) => endOf(recorded, { path: '/w/run_manifest.json', hash });

function start(files: Record<string, string>) {
  const host = hostOf({ '/w/h.kyn': '', ...files });
  const reads: string[] = [];
  const counting = {
    ...host,
    readBytes: (file: string, limit?: number) => {
      reads.push(file);
      return host.readBytes(file, limit);
    },
  };
  const index = new RecordIndex(counting);
  const refresh = (): boolean => {
    const steps = index.refresh(['/w'], 2);
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
  };
  return { host, index, reads, refresh };
}

test('a record that ended is read once, another one until it ends', () => {
  const { host, index, reads, refresh } = start({ [path('1')]: record(END), [path('2')]: record(null) });
  expect(refresh()).toBe(true);
  const [time, started] = [Date.parse(END.time), Number.NEGATIVE_INFINITY];
  const end = { time, started, folder: '/w', spec: '/w/h.kyn', imports: [] };
  expect(endIn(index, MANIFEST)).toEqual(end);
  expect(index.recorded.specs.get(HASH)).toBe('/w/h.kyn');
  const before = index.recorded;
  reads.length = 0;
  expect([refresh(), reads, index.recorded === before]).toEqual([false, [path('2')], true]);
  host.writeAtomic(path('2'), record({ ...END, manifest: 'c'.repeat(64) }, { lr: '0.1' }));
  expect(refresh()).toBe(true);
  expect(endIn(index, 'c'.repeat(64))).toMatchObject({ hasOverrides: true });
  reads.length = 0;
  expect([refresh(), reads]).toEqual([false, []]);
});

test('a record that was deleted no longer counts', () => {
  const { index, refresh, host } = start({ [path('1')]: record(END) });
  refresh();
  host.files.delete(path('1'));
  expect(refresh()).toBe(true);
  expect(index.recorded.ends.size).toBe(0);
});

test('a record that could not be read at first counts as soon as it can be', () => {
  const { index, refresh, host } = start({ [path('1')]: 'not a record' });
  refresh();
  host.writeAtomic(path('1'), record(null));
  expect([refresh(), index.recorded.specs.get(HASH)]).toEqual([true, '/w/h.kyn']);
  expect(refresh()).toBe(false);
});
