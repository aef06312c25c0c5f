// What the project of a spec requests from Slurm.
import type { SlurmResources } from '../../../../src-shared/repro/settings/slurmResources';
import type { CliContext, Outcome } from '../command';
import { failure } from '../outcome';
import { createSettings } from '../projectSettings';
import { NOTHING_STARTED } from '../train/trainingInput';

/** The resources for a spec, by its absolute path; the outcome where its settings cannot be used: a run with other resources could be wrong or expensive. */
export async function resourcesFor(
  context: Pick<CliContext, 'host' | 'io'>,
  spec: string,
): Promise<{ readonly resources: SlurmResources } | { readonly outcome: Outcome }> {
  const { slurm, problem } = await createSettings(context)(spec);
  return problem === undefined ? { resources: slurm } : { outcome: failure(`${problem} ${NOTHING_STARTED}`) };
}
