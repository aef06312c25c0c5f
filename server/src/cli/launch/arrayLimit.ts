// Whether the cluster accepts a job array of a sweep, before anything of it is prepared.
import { CONFIG_ARGUMENTS, maxArraySize } from '../../../../src-shared/launch/slurm/arrayLimit';
import { numberText } from '../../../../src-shared/text/numberText';
import { runSlurm, type SlurmAccess } from './askSlurm';

/**
 * Why the combinations cannot be one job array, as sentences; undefined where they can be. Where the cluster does not state its limit, Slurm decides when
 * they are submitted. `indices`: sorted.
 */
export async function arrayProblem(access: SlurmAccess, indices: readonly number[]): Promise<string | undefined> {
  const config = await runSlurm(access, 'scontrol', CONFIG_ARGUMENTS);
  const limit = config.ok ? maxArraySize(config.stdout) : undefined;
  const last = indices.at(-1) ?? 0;
  if (limit === undefined || last < limit) return undefined;
  const most = numberText(limit);
  return `The cluster accepts the first ${most} combinations of a sweep only (\`MaxArraySize\` is ${most}), and this sweep needs ${numberText(last + 1)}. Split its values over several specs, or let the administrators of the cluster raise the limit.`;
}
