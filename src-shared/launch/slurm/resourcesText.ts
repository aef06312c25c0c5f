// What a project requests from Slurm, as words for people.
import { SLURM_TEXTS } from '../../artifacts/slurmFields';
import type { SlurmResources } from '../../repro/settings/slurmResources';
import { numberText } from '../../text/numberText';

/** `partition gpu, gres gpu:1, 4 CPUs, 4 at a time`; empty without a request. */
export function resourcesText({ texts, cpus, modules, atOnce }: SlurmResources): string {
  const names = Object.keys(SLURM_TEXTS) as (keyof typeof SLURM_TEXTS)[];
  return [
    ...names.flatMap(name => (texts.has(name) ? [`${name} ${texts.get(name)}`] : [])),
    ...(cpus === undefined ? [] : [`${numberText(cpus)} ${cpus === 1 ? 'CPU' : 'CPUs'}`]),
    ...(modules.length === 0 ? [] : [`${modules.length === 1 ? 'module' : 'modules'} ${modules.join(' ')}`]),
    ...(atOnce === undefined ? [] : [`${numberText(atOnce)} at a time`]),
  ].join(', ');
}
