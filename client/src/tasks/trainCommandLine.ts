// Converts a task definition to the arguments of a process. Independent of VS Code; no shell is used.
import * as path from 'node:path';
import { expandFolder } from '../../../src-shared/host/node/toolSearch';

/** A task of type `kynml` in tasks.json. */
export interface TrainDefinition {
  readonly type: 'kynml';
  /** Path of the spec, absolute or relative to the workspace folder. */
  readonly spec: string;
  /** Values for `--param name=value`. */
  readonly params?: Readonly<Record<string, string | number | boolean>>;
}

/** Reads a definition from tasks.json; undefined when it does not name a spec. */
export function readDefinition(raw: { readonly [key: string]: unknown }): TrainDefinition | undefined {
  const { type, spec, params } = raw;
  if (type !== 'kynml' || typeof spec !== 'string' || spec.trim() === '') return undefined;
  return { type, spec, ...(isRecord(params) ? { params: plainValues(params) } : {}) };
}

/**
 * The absolute path of the spec. Absolute, so that a name starting with `-` is not read as an option. A path that starts with
 * another variable, such as `${file}` in tasks.json, is left for VS Code to replace.
 */
export function specPath(definition: TrainDefinition, folder: string): string {
  const spec = expandFolder(definition.spec, folder);
  return spec.startsWith('${') ? spec : path.resolve(folder, spec);
}

/** The arguments after the official tool: `train <spec> --param name=value ...`. */
export function trainArguments(definition: TrainDefinition, folder: string): readonly string[] {
  return ['train', specPath(definition, folder), ...paramArguments(definition)];
}

/** How this extension's command line trains or sweeps. */
export interface KynOptions {
  readonly compiler: string;
  readonly python?: string;
  /** The folder of the runs, absolute; the working folder without it. */
  readonly out?: string;
  readonly resume?: boolean;
  /** How many combinations of a sweep run at once; 1 without it. */
  readonly jobs?: number;
  /** Nothing is kept in the history. */
  readonly withoutHistory?: boolean;
  /** Where the runs are executed: `slurm`, or the absolute path of a template; this machine without it. */
  readonly target?: string;
}

/** The arguments after `kyn`. The spec is relative to the working folder, because the script names it and must not depend on the machine. */
export function kynArguments(
  command: 'train' | 'sweep',
  definition: TrainDefinition,
  folder: string,
  { compiler, python, out, jobs = 1, resume = false, withoutHistory = false, target }: KynOptions,
): readonly string[] {
  return [
    command,
    relativeSpec(specPath(definition, folder), folder),
    ...['--compiler', compiler],
    ...(python === undefined ? [] : ['--python', python]),
    ...(out === undefined ? [] : ['--out', out]),
    ...(target === undefined ? [] : ['--target', target]),
    ...(jobs === 1 ? [] : ['--jobs', String(jobs)]),
    ...(resume ? ['--resume'] : []),
    ...(withoutHistory ? ['--no-history'] : []),
    ...paramArguments(definition),
  ];
}

/** Reads the setting `kynml.sweepJobs`; a value that `kyn` would refuse counts as the default. */
export const readJobs = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_JOBS ? value : 1;

const MAX_JOBS = 256;

const paramArguments = ({ params = {} }: TrainDefinition): readonly string[] =>
  Object.entries(params).flatMap(([name, value]) => ['--param', `${name}=${value}`]);

/** The path of a spec from its working folder: absolute where the spec is outside of it; never one that could be read as an option. */
export function relativeSpec(spec: string, folder: string): string {
  const relative = path.relative(folder, spec);
  if (spec.startsWith('${') || relative.startsWith('..') || path.isAbsolute(relative)) return spec;
  return relative.startsWith('-') ? `.${path.sep}${relative}` : relative;
}

/** Whether VS Code would replace a part of a path: it expands `${...}` in task arguments, without a way to escape it. */
export const holdsVariable = (file: string): boolean => file.includes('${');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function plainValues(params: Record<string, unknown>): Record<string, string | number | boolean> {
  const plain = Object.entries(params).filter((entry): entry is [string, string | number | boolean] =>
    ['string', 'number', 'boolean'].includes(typeof entry[1]),
  );
  return Object.fromEntries(plain);
}
