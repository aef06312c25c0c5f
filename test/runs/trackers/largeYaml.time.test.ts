// Files with more YAML than is read are named, with the reason.
import { expect, test } from 'vitest';
import { dvcProject, hostOf, search, trainLock } from './stores';

const MANY = `x:\n${'- 1\n'.repeat(60_000)}`;
const TOO_LARGE = 'is too large to be read: more than 200,000 words and signs of YAML, so its run is not listed.';

test('a lock of DVC', () => {
  const { runs, gaps } = search(hostOf(dvcProject({ 'dvc.lock': `${trainLock()}${MANY}` })));
  const text = `${TOO_LARGE} Each \`dvc.yaml\` has its own lock, so divide the stages between several folders.`;
  expect([runs, gaps]).toEqual([[], [{ path: '/w/dvc/dvc.lock', text }]]);
});

test('hyperparameters', () => {
  const { runs, gaps } = search(hostOf({ '/w/lightning_logs/version_0/hparams.yaml': MANY }));
  expect([runs, gaps]).toEqual([[], [{ path: '/w/lightning_logs/version_0/hparams.yaml', text: TOO_LARGE }]]);
});
