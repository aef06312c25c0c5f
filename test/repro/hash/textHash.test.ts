// The hash of an edited text equals that of the whole text, also where a piece would end inside of a line end or a character.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunningHash } from '../../../src-shared/host/host';
import { BOM, configHash } from '../../../src-shared/repro/hash/configHash';
import { TextHash } from '../../../src-shared/repro/hash/textHash';
import { caseCount, SEED } from '../../cases';
import { machineHost } from '../../nodeHost';

const { sha256 } = machineHost;

const part = fc
  .array(fc.constantFrom('a', 'bc', '\n', '\r', '\r\n', '😀', '\ud83d', '\ude00', 'é'), { maxLength: 8 })
  .map(parts => parts.join(''));
const edit = fc.record({ at: fc.nat(40), removed: fc.nat(6), added: part, head: fc.constantFrom('', BOM) });

test('random edits', () => {
  fc.assert(
    fc.property(part, fc.array(edit, { maxLength: 8 }), fc.integer({ min: 1, max: 5 }), (first, edits, piece) => {
      const hash = new TextHash(machineHost.runningHash, piece);
      let text = first;
      expect(hash.of('', text)).toBe(configHash(text, sha256));
      for (const { at, removed, added, head } of edits) {
        const from = Math.min(at, text.length);
        text = text.slice(0, from) + added + text.slice(from + removed);
        hash.changed(from);
        expect(hash.of(head, text)).toBe(configHash(head + text, sha256));
      }
    }),
    { numRuns: caseCount(5000), seed: SEED },
  );
});

test('only what follows the first change is hashed again', () => {
  const hashed: string[] = [];
  const counted = (): RunningHash => ({ update: text => hashed.push(text), copy: counted, digest: () => '' });
  const hash = new TextHash(counted, 4);
  hash.of('', 'aaaabbbbccccdd');
  expect(hashed.splice(0)).toEqual(['', 'aaaa', 'bbbb', 'cccc', 'dd']);
  hash.changed(13);
  hash.changed(9);
  hash.of('', 'aaaabbbbcxcccdd');
  expect(hashed.splice(0)).toEqual(['cxcc', 'cdd']);
  hash.of('', 'aaaabbbbcxcccdd');
  expect(hashed).toEqual([]);
});
