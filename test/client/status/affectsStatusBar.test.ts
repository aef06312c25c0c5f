// Changes that refresh the status bar: too many are slow, too few show outdated content.
import { describe, expect, it } from 'vitest';
import { affectsStatusBar, type StatusBarContent } from '../../../client/src/status/affectsStatusBar';

const same = (a: string, b: string) => a === b;
const [specUri, otherSpec, lockUri, runUri] = [
  'file:///w/s.kyn',
  'file:///w/o.kyn',
  'file:///w/kynml.lock',
  'file:///w/r.json',
];

describe('affectsStatusBar', () => {
  const locked: StatusBarContent = { kind: 'spec', document: specUri, lock: lockUri };
  const unlocked: StatusBarContent = { kind: 'spec', document: specUri, lock: null };
  const run: StatusBarContent = { kind: 'run', document: runUri };
  const other: StatusBarContent = { kind: 'other', document: 'file:///w/package.json' };

  it.each([
    ['everything may have changed', locked, [], true],
    ['the content is still unknown', undefined, [otherSpec], true],
    ['no editor is open', { kind: 'nothing' }, [specUri], false],
    ['the spec', locked, [specUri], true],
    ['another spec', locked, [otherSpec], false],
    ['one of several', locked, [otherSpec, specUri], true],
    ['its lock', { ...locked, lock: 'file:///w/locks/model.json' }, ['file:///w/locks/model.json'], true],
    ['a nearer lock', locked, ['file:///w/s.kyn.lock'], true],
    ['a manifest, which a spec does not depend on', locked, [runUri], false],
    ['a JSON file that may be the first lock', unlocked, ['file:///w/locks/model.json'], true],
    ['the manifest', run, [runUri], true],
    ['a spec, which may make the run a stale one', run, [specUri], true],
    ['a spec with an ending in capitals', run, ['file:///w/O.KYN'], true],
    ['another manifest', run, ['file:///w/x.json'], false],
    ['another file', other, ['file:///w/x.json', specUri], false],
    ['the file, which may have become a manifest', other, ['file:///w/package.json'], true],
  ] as const)('%s', (_name, shown, changed, asks) => {
    expect(affectsStatusBar(changed, shown, same)).toBe(asks);
  });
});
