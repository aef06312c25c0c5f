// The result of Check Lock: text, level and actions.
import { describe, expect, it } from 'vitest';
import { lockNotification } from '../../../client/src/lock/lockNotification';
import { drifted, noHash, spec, unlocked } from '../fixtures';

describe('Check Lock', () => {
  const report = (state: typeof spec) => lockNotification(state, 'h.kyn', 'kynml.lock');
  const titles = (state: typeof spec) => report(state).actions.map(action => action.title);

  it('describes each state with its actions', () => {
    expect(report(spec)).toMatchObject({
      level: 'information',
      text: 'h.kyn is locked: its hash 13e9f1e1db50 matches kynml.lock.',
    });
    expect(report(drifted)).toMatchObject({
      level: 'warning',
      text: 'h.kyn changed since it was locked (locked: 13e9f1e1db50, current: 9e9e602294c9).',
    });
    expect(titles(drifted)).toEqual(['Regenerate lock', 'Show what changed']);
    expect(titles(unlocked)).toEqual(['Create lock']);
    expect(titles({ ...spec, lock: { ...spec.lock, state: 'invalid' } })).toEqual(['Open lock']);
    expect(report(noHash)).toEqual({ level: 'error', text: 'Not UTF-8.', actions: [] });
  });
});
