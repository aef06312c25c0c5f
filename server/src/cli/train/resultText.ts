// The result of a run for people: what the manifest that it wrote states.
import { divergedNames } from '../../../../src-shared/artifacts/metrics';
import type { Host } from '../../../../src-shared/host/host';
import { readRun } from '../../../../src-shared/runs/readRun';
import { metricsText } from '../../../../src-shared/views/metricText';
import { relativePath } from '../cliPaths';
import type { ProcessIo } from '../command';
import { divergedText } from './divergedText';

/** The metrics in the manifest of a run that ended without an error, in one line. `path`: of the manifest, absolute. */
export function resultText(host: Host, { cwd }: ProcessIo, path: string): string {
  const run = readRun(host, path);
  const name = relativePath(cwd, path);
  if (!run) return `trained, but ${name} is not a run manifest.`;
  const diverged = divergedNames(run.claims.metrics ?? []);
  const metrics = metricsText(run.claims);
  const result = `trained${metrics === '' ? '' : `: ${metrics}`} (${name})`;
  return diverged.length === 0
    ? result
    : `${result}. ${divergedText(diverged)}, so the result is unusable: the training probably diverged. A smaller \`lr\` may help.`;
}
