// What a project requests from Slurm, from `targets.slurm` in `.kynml.json`.
import { MODULE_NAME, SLURM_COUNTS, SLURM_TEXTS } from '../../artifacts/slurmFields';

/** The requested resources; each is absent where it is not set. */
export interface SlurmResources {
  readonly texts: ReadonlyMap<keyof typeof SLURM_TEXTS, string>;
  readonly modules: readonly string[];
  readonly cpus?: number;
  readonly atOnce?: number;
}

/** No request. */
export const NO_RESOURCES: SlurmResources = { texts: new Map(), modules: [] };

/** Reads the value of `targets.slurm`. Malformed values count as not set; in a file they are errors, and then none of its settings is used. */
export function slurmResources(value: unknown): SlurmResources {
  if (typeof value !== 'object' || value === null) return NO_RESOURCES;
  const fields = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(SLURM_TEXTS) as (keyof typeof SLURM_TEXTS)[];
  const texts = new Map(
    names.flatMap(name => (isOfForm(fields[name], SLURM_TEXTS[name].form) ? [[name, fields[name] as string]] : [])),
  );
  const [cpus, atOnce] = [count(fields.cpus, SLURM_COUNTS.cpus.most), count(fields.atOnce, SLURM_COUNTS.atOnce.most)];
  return {
    texts,
    modules: moduleNames(fields.modules),
    ...(cpus !== undefined && { cpus }),
    ...(atOnce !== undefined && { atOnce }),
  };
}

const isOfForm = (value: unknown, form: RegExp): value is string => typeof value === 'string' && form.test(value);

const count = (value: unknown, most: number): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most ? value : undefined;

const moduleNames = (value: unknown): readonly string[] =>
  Array.isArray(value) && value.every(name => isOfForm(name, MODULE_NAME)) ? value : [];
