// The result of a run for people: what the manifest that it wrote states.
import type { Host } from '../../../../src-shared/host/host';
import { readRun } from '../../../../src-shared/runs/readRun';
import { metricsText } from '../../../../src-shared/views/metricText';
import { relativePath } from '../cliPaths';
import type { ProcessIo } from '../command';

/** The metrics in the manifest of a run that ended without an error, in one line. `path`: of the manifest, absolute. */
export function resultText(host: Host, { cwd }: ProcessIo, path: string): string {
  const run = readRun(host, path);
  const metrics = run && metricsText(run.claims);
  if (metrics === undefined) return `trained, but ${relativePath(cwd, path)} is not a run manifest.`;
  return `trained${metrics === '' ? '' : `: ${metrics}`} (${relativePath(cwd, path)})`;
}
