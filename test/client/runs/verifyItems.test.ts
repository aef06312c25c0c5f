// The quick pick items of verified runs.
import { expect, test } from 'vitest';
import { runItem, stepItem, stepsTitle } from '../../../client/src/runs/verifyItems';
import type { VerifiedRunItem } from '../../../src-shared/protocol/verifyRequests';

const run = (states: readonly VerifiedRunItem['state'][], state: VerifiedRunItem['state']): VerifiedRunItem => ({
  uri: 'file:///w/run_manifest.json',
  label: 'run_manifest.json',
  state,
  summary: 'a summary',
  steps: states.map((s, i) => ({ name: 'lock', state: s, detail: `reason ${i}` })),
});

test('the item of a run has the first reason for its state', () => {
  expect(runItem(run(['unknown', 'contradicted', 'contradicted'], 'contradicted'))).toMatchObject({
    icon: 'error',
    label: 'run_manifest.json',
    description: 'a summary',
    detail: 'reason 1',
  });
  expect(runItem(run(['confirmed', 'unknown'], 'unknown'))).toMatchObject({ icon: 'question', detail: 'reason 1' });
  expect(runItem(run(['confirmed'], 'confirmed'))).toMatchObject({ icon: 'pass', detail: '' });
});

test('the title above its steps has the reason too, because a row of a pick is cut', () => {
  expect(stepsTitle(run(['unknown', 'contradicted'], 'contradicted'))).toBe('run_manifest.json: a summary. reason 1');
  expect(stepsTitle(run(['confirmed'], 'confirmed'))).toBe('run_manifest.json: a summary.');
});

test.each([
  ['config_hash', 'Spec'],
  ['data_hash', 'Data'],
  ['lock', 'Lock'],
  ['script', 'Script'],
  ['manifest', 'Form'],
  ['other', 'other'],
])('the step %s is called %s', (name, label) => {
  expect(stepItem({ name, state: 'contradicted', detail: 'why' })).toMatchObject({
    icon: 'error',
    label,
    description: 'contradicted',
    detail: 'why',
  });
});
