// How many elements a job array may have. Source: https://slurm.schedmd.com/slurm.conf.html#OPT_MaxArraySize.

/** The arguments of scontrol that print the configuration of the cluster. */
export const CONFIG_ARGUMENTS: readonly string[] = ['show', 'config'];

/** `MaxArraySize`, which is above the highest number that an element may have; undefined where the configuration does not state it. */
export function maxArraySize(config: string): number | undefined {
  const [, digits] = /^MaxArraySize[ \t]*=[ \t]*(\d{1,9})[ \t]*$/m.exec(config) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
