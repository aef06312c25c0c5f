// `kyn trace` in a repository with many versions of specs, for the hash of the oldest one.
import path from 'node:path';
import { root } from '../../scripts/project.mjs';
import { writeVersions } from '../makeVersions.mjs';
import { timeInTurns } from '../processes.mjs';
import { cpuRatio, row, timesOf } from '../rows.mjs';
import { fastest } from '../statistics.mjs';

const VERSIONS = 20_000;

/** The whole search, and its CPU time relative to git, which only prints the same objects. */
export const trace = {
  title: 'Search for the spec of a run in git',
  async run({ folder, quick }) {
    const versions = quick ? 2000 : VERSIONS;
    const { kyn, git } = await traceInTurns(folder, { versions, count: quick ? 3 : 7 });
    const title = `${versions.toLocaleString('en')} versions`;
    const total = row({
      id: `trace-${versions}`,
      title,
      unit: 's',
      value: fastest(kyn.wall) / 1000,
      goal: { atMost: 5 },
      summary: `\`kyn trace\` in ${title} of specs`,
      figures: { 'kyn trace': timesOf(kyn) },
    });
    return [total, cpuRatio({ id: `trace-${versions}-git`, title: `${title}, to ${git.name}` }, kyn, git)];
  },
};

/** The times of both commands in turns: { kyn, git }. */
export async function traceInTurns(folder, { versions, count }) {
  const { folder: cwd, manifest, blobs } = writeVersions(path.join(folder, `versions-${versions}`), versions);
  const commands = {
    'kyn trace': ['node', path.join(root, 'dist/kyn.js'), 'trace', manifest],
    'git cat-file --batch': ['sh', '-c', 'git cat-file --batch <"$0"', blobs],
  };
  const times = await timeInTurns(commands, count, { cwd });
  return { kyn: times['kyn trace'], git: times['git cat-file --batch'] };
}
