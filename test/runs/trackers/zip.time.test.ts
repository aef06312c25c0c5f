// A small entry of an archive that would become large.
import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { zipEntry } from '../../../src-shared/runs/trackers/inspect/zip';
import type { Place } from '../../../src-shared/runs/trackers/place';
import { stopwatch } from '../../stopwatch';

const NAME = 'header.json';

/** An archive with an entry whose content is deflated, and said to have 100 bytes. */
function archiveOf(packed: Uint8Array): Uint8Array {
  const bytes = zipSync({ [NAME]: [packed, { level: 0 }] });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const entry = view.getUint32(bytes.length - 6, true);
  view.setUint16(entry + 10, 8, true);
  view.setUint32(entry + 24, 100, true);
  return bytes;
}

test('is unpacked only until it has more bytes than it says', () => {
  const bytes = archiveOf(deflateRawSync(Buffer.alloc(256 * 1024 * 1024)));
  const place = {
    size: () => bytes.length,
    part: (_: string, from: number, length: number) => bytes.subarray(from, from + length),
  } as unknown as Place;
  const elapsed = stopwatch();
  expect(zipEntry(place, 'a.eval', [NAME])).toEqual({ why: 'is damaged' });
  expect(elapsed()).toBeLessThan(500);
});
