// The run of another tracker that a path of a command line names.
import { gapsAt, trackedAt } from '../../../../src-shared/runs/trackers/findTracked';
import type { TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import type { TrackedGap } from '../../../../src-shared/runs/trackers/tracker';
import { absolutePath, relativePath } from '../cliPaths';
import type { CliContext } from '../command';
import { followingHost } from './followingHost';

/** The run, or a sentence that states why the file of a tracker has none; undefined for what is not of a tracker. */
export function trackedNamed(context: CliContext, given: string): TrackedRun | string | undefined {
  const path = absolutePath(context, given);
  const host = followingHost(context);
  const run = trackedAt(host, path);
  if (run) return run;
  const [gap] = gapsAt(host, path);
  return gap && gapText(context.io.cwd, gap);
}

/** What was left out, as a sentence. */
export const gapText = (cwd: string, { path, text }: TrackedGap): string => `${relativePath(cwd, path)} ${text}`;
