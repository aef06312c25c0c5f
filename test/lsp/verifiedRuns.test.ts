// Until when the result of a verification is valid.
import { expect, test } from 'vitest';
import { ActionResultStore } from '../../server/src/lsp/workspace/actionResultStore';
import { hostOf } from '../repro/memory';

const LATER = Number.MAX_SAFE_INTEGER;
const result = (startedAt = LATER) => ({ runs: [], files: ['/w/run.json', '/w/spec.kyn', '/w/none.lock'], startedAt });
const files = { '/w/run.json': '{}', '/w/spec.kyn': 'x', '/w/other.kyn': 'y' };

function recorded(startedAt?: number) {
  const host = hostOf(files);
  const { verifiedRuns } = new ActionResultStore(host);
  verifiedRuns.record('/w/run.json', '{}', result(startedAt));
  return { host, verifiedRuns };
}

test('a result is found for the same text', () => {
  const { verifiedRuns } = recorded();
  expect(verifiedRuns.find('/w/run.json', '{}')).toBeDefined();
  expect(verifiedRuns.find('/w/run.json', '{ }')).toBeUndefined();
  expect(['/w/run.json', '/w/other.json'].map(path => verifiedRuns.has(path))).toEqual([true, false]);
});

test('a result is not kept if a file was written while it was computed', () => {
  expect(recorded(0).verifiedRuns.find('/w/run.json', '{}')).toBeUndefined();
});

test('a result is kept if no file changed since it was read, however late the clock says that it was written', () => {
  const host = hostOf(files);
  const { verifiedRuns } = new ActionResultStore(host);
  const before = new Map([['/w/spec.kyn', host.stat('/w/spec.kyn')]]);
  verifiedRuns.record('/w/run.json', '{}', { ...result(0), before });
  expect(verifiedRuns.find('/w/run.json', '{}')).toBeDefined();
});

test('a result is not found if a file changed after it was read, however early the clock says', () => {
  const host = hostOf(files);
  const { verifiedRuns } = new ActionResultStore(host);
  const before = new Map([
    ['/w/spec.kyn', host.stat('/w/spec.kyn')],
    ['/w/none.lock', undefined],
  ]);
  verifiedRuns.record('/w/run.json', '{}', { ...result(), before });
  expect(verifiedRuns.find('/w/run.json', '{}')).toBeDefined();
  host.files.set('/w/spec.kyn', 'changed');
  verifiedRuns.record('/w/run.json', '{}', { ...result(), before });
  expect(verifiedRuns.find('/w/run.json', '{}')).toBeUndefined();
  host.files.set('/w/spec.kyn', 'x');
  host.files.set('/w/none.lock', 'appeared');
  verifiedRuns.record('/w/run.json', '{}', { ...result(), before });
  expect(verifiedRuns.find('/w/run.json', '{}')).toBeUndefined();
});

test('a result ends when a file that decided it changes or appears, and no other file', () => {
  const { host, verifiedRuns } = recorded();
  host.files.set('/w/other.kyn', 'changed');
  expect(verifiedRuns.find('/w/run.json', '{}')).toBeDefined();
  host.files.set('/w/none.lock', 'appeared');
  expect(verifiedRuns.find('/w/run.json', '{}')).toBeUndefined();
});

test('an event of such a file, or of a folder around it, asks for a refresh', () => {
  const { verifiedRuns } = recorded();
  expect(verifiedRuns.changed(['/w/spec.kyn'])).toBe(true);
  expect(verifiedRuns.changed(['/w'])).toBe(true);
  expect(verifiedRuns.changed(['/w/other.kyn'])).toBe(false);
});
