// Changes that refresh a comparison: too many are slow, too few show outdated content.
import { describe, expect, it } from 'vitest';
import { affectsDiff } from '../../../client/src/panels/affectsDiff';

const same = (a: string, b: string) => a === b;
const [otherSpec, lockUri, runUri] = ['file:///w/o.kyn', 'file:///w/kynml.lock', 'file:///w/r.json'];

describe('affectsDiff', () => {
  const sides = { a: 'file:///w/sweep.json#3', b: runUri };

  it.each([
    ['everything may have changed', [], true],
    ['the file of an entry', ['file:///w/sweep.json'], true],
    ['side B', [runUri], true],
    ['a spec, which one of them may be made from', [otherSpec], true],
    ['a spec with an ending in capitals', ['file:///w/O.KYN'], true],
    ['another manifest', ['file:///w/x.json'], false],
    ['a lock', [lockUri], false],
  ])('%s', (_name, changed, asks) => expect(affectsDiff(changed, sides, same)).toBe(asks));
});
