// What is shown before a lock is written: the file, why there, the hashes and what changes.
import { expect, it, test } from 'vitest';
import { acceptedHashes, acceptedText, isAccepting, lockQuestion } from '../../../client/src/lock/lockPlanText';
import { createPlan, hashA, regeneratePlan } from '../fixtures';

it('a new lock names its file, the hash and the reason for the place', () => {
  expect(lockQuestion(createPlan, 'h.kyn')).toBe(`Lock h.kyn in h.kyn.lock? ${createPlan.place}`);
  expect(acceptedHashes(createPlan)).toBe('13e9f1e1db50');
  expect(acceptedText(createPlan)).toBe(createPlan.place);
  expect(isAccepting(createPlan)).toBe(false);
});

it('a regenerated lock shows both hashes and the settings that change', () => {
  expect(lockQuestion(regeneratePlan, 'h.kyn')).toBe(
    'Accept the current h.kyn in kynml.lock? 1 setting changes: train.epochs 20 → 30.',
  );
  expect(acceptedHashes(regeneratePlan)).toBe('13e9f1e1db50 → 9e9e602294c9');
  expect(acceptedText(regeneratePlan)).toBe('1 setting changes: train.epochs 20 → 30.');
  expect(isAccepting(regeneratePlan)).toBe(true);
});

it('a lock with the same hash accepts nothing', () => {
  const same = { ...regeneratePlan, accepts: { lockedHash: hashA, configHash: hashA } };
  expect(acceptedHashes(same)).toBe('13e9f1e1db50');
  expect(isAccepting(same)).toBe(false);
});

test('the question of the server comes first', () => {
  expect(lockQuestion({ ...createPlan, confirm: 'x.lock pins b.kyn. Overwrite it?' }, 'h.kyn')).toBe(
    `x.lock pins b.kyn. Overwrite it? ${createPlan.place}`,
  );
});
