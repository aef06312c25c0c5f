// What a project may request from Slurm for its runs: the fields of `targets.slurm` in `.kynml.json`. Their forms exclude everything that could be read as
// another option, a command or a file of the project.

/** A field with a text. `option`: that of sbatch. */
export interface SlurmField {
  readonly option: string;
  readonly expected: string;
  readonly doc: string;
  readonly form: RegExp;
}

const NAMES = /^\w[\w.,+-]{0,99}$/;

/** The fields with a text, by name. */
export const SLURM_TEXTS = {
  partition: { option: 'partition', expected: 'the name of a partition', doc: 'The partition.', form: NAMES },
  account: { option: 'account', expected: 'the name of an account', doc: 'The account that is charged.', form: NAMES },
  qos: { option: 'qos', expected: 'a quality of service', doc: 'The quality of service.', form: NAMES },
  gres: {
    ...{ option: 'gres', expected: 'resources like `gpu:1`', doc: 'Generic resources of each run, such as `gpu:1`.' },
    form: /^\w[\w:.,()/+-]{0,199}$/,
  },
  time: {
    option: 'time',
    expected: 'a time like `30`, `01:30:00` or `2-12:00:00`',
    doc: 'The time limit of each run: minutes, `hours:minutes:seconds` or `days-hours:minutes:seconds`.',
    form: /^\d{1,9}(?:[-:]\d{1,3}){0,3}$/,
  },
  memory: {
    ...{ option: 'mem', expected: 'a size like `16G`', doc: 'The memory of each run, such as `16G`.' },
    form: /^\d{1,9}[KMGT]?$/,
  },
  container: {
    option: 'container',
    expected: 'the absolute path of a container bundle on the cluster, such as `/images/torch`',
    doc: 'The absolute path of an OCI bundle on the cluster, in which the runs are executed (`sbatch --container`).',
    // A bundle names programs, so no path may lead to one in the project: a relative one, or one through the working folder of a process.
    form: /^(?!\/(?:proc|dev)\/)(?:\/[\w@+=][\w.@+=, -]{0,99}){1,20}$/,
  },
} as const satisfies Readonly<Record<string, SlurmField>>;

/** The fields with a whole number. */
export const SLURM_COUNTS = {
  cpus: { doc: 'The number of processors of each run.', most: 4096 },
  atOnce: { doc: 'How many combinations of a sweep run at the same time.', most: 10_000 },
} as const;

/** The form of a module: a name in the module path of the cluster, never a file. */
export const MODULE_NAME = /^[A-Za-z0-9][\w.+-]{0,99}(?:\/[A-Za-z0-9][\w.+-]{0,99}){0,5}$/;
