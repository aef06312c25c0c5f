// The arguments of Slurm's programs. Each is one argument of its own, and no value can be read as another option.
import { SLURM_TEXTS } from '../../artifacts/slurmFields';
import type { SlurmResources } from '../../repro/settings/slurmResources';
import { rangesText } from '../indexRanges';
import { ACCOUNTING_FORMAT, QUEUE_FORMAT } from './jobAnswers';

/** An array of jobs. `name`: that of its attempt; `folder`: in which the batch script starts; `script`: its path. */
export interface JobArray {
  readonly name: string;
  readonly indices: readonly number[];
  readonly folder: string;
  readonly script: string;
}

/** The arguments for the resources. */
export function resourceArguments({ texts, cpus }: SlurmResources): readonly string[] {
  const options = [...texts].map(([name, text]) => `--${SLURM_TEXTS[name].option}=${text}`);
  return [...options, ...(cpus === undefined ? [] : [`--cpus-per-task=${cpus}`])];
}

/** What the target adds to a run: the arguments for the resources, and a line for each module. It is recorded, and not part of the spec. */
export const addedBySlurm = (resources: SlurmResources): readonly string[] => [
  ...resourceArguments(resources),
  ...resources.modules.map(name => `module load ${name}`),
];

/** The arguments of sbatch. The batch script writes its own output file, because Slurm replaces `%` in the path of one. */
export const submitArguments = (array: JobArray, resources: SlurmResources): readonly string[] => [
  '--parsable',
  `--job-name=${array.name}`,
  `--array=${rangesText(array.indices)}${resources.atOnce === undefined ? '' : `%${resources.atOnce}`}`,
  `--chdir=${array.folder}`,
  '--output=/dev/null',
  ...resourceArguments(resources),
  array.script,
];

/** The arguments of squeue that ask for all jobs with these names that the controller still knows, ended ones too. */
export const queueArguments = (names: readonly string[]): readonly string[] => [
  '--noheader',
  '--states=all',
  // One line for each element: Slurm shortens a long list of indices.
  '--array',
  `--name=${names.join(',')}`,
  `--format=${QUEUE_FORMAT}`,
];

const DAY_MS = 24 * 60 * 60 * 1000;

/** The arguments of sacct for jobs with these names that were submitted since a time. */
export const accountingArguments = (names: readonly string[], since: Date): readonly string[] => [
  '--noheader',
  '--parsable2',
  '--allocations',
  `--name=${names.join(',')}`,
  `--format=${ACCOUNTING_FORMAT}`,
  // One day earlier, because the cluster may be in another time zone.
  `--starttime=${new Date(since.getTime() - DAY_MS).toISOString().slice(0, 10)}`,
];

/** Some elements of a job array, by the id that Slurm gave it. */
export interface JobElements {
  readonly job: string;
  readonly indices: readonly number[];
}

/**
 * The arguments of scancel for the elements of a job array, or for all of them. Slurm cancels only what has the name too, so that no file can name a job of
 * something else.
 */
export const cancelArguments = (name: string, some?: JobElements): readonly string[] => [
  `--name=${name}`,
  ...(some ? some.indices.map(index => `${some.job}_${index}`) : []),
];
