// `kyn runs` over 100,000 manifests: a call that has what the one before it kept, relative to one that keeps nothing.
import path from 'node:path';
import { root } from '../../scripts/project.mjs';
import { writeManifests } from '../makeRuns.mjs';
import { timeInTurns } from '../processes.mjs';
import { cpuRatio } from '../rows.mjs';

/** The second call of `kyn runs`. */
export const keptRuns = {
  title: 'kyn runs over many manifests, a second time',
  async run({ folder, quick }) {
    const [count, calls] = quick ? [5000, 3] : [100_000, 5];
    const cwd = path.join(folder, 'kept');
    writeManifests(cwd, count);
    const kyn = ['node', path.join(root, 'dist/kyn.js'), 'runs', '--format', 'json'];
    const { first, second } = await timeInTurns(
      {
        // A home that is not that of the account has no cache.
        first: ['env', '-u', 'XDG_CACHE_HOME', `HOME=${folder}`, ...kyn],
        second: ['env', `XDG_CACHE_HOME=${path.join(folder, 'cache')}`, ...kyn],
      },
      calls,
      { cwd },
    );
    return [
      cpuRatio(
        { id: `kept-runs-${count}`, title: `kyn runs of ${count} manifests`, goal: { atMost: 1 } },
        second,
        first,
      ),
    ];
  },
};
