// A launch without submissions.
import type { Launch } from '../../src-shared/launch/launch';

/** A sweep in the folder `out`; `more` replaces fields. */
export const newLaunch = (more: Partial<Launch> = {}): Launch => ({
  id: 'a1b2c3d4',
  target: 'slurm',
  command: 'sweep',
  folder: 'out',
  spec: 'house.kyn',
  configHash: 'c'.repeat(64),
  generator: 'kyn 1.2.3',
  script: 'train.py',
  submissions: [],
  elements: new Map(),
  ...more,
});
