// The combinations of a spec with their scripts. All are compiled before the first is run, so that an error in the last one does not cost a night.
import { setImmediate } from 'node:timers/promises';
import type { StopSignal } from '../../../../src-shared/host/host';
import { join } from '../../../../src-shared/host/paths';
import { combinations } from '../../../../src-shared/kyn/compile/combinations';
import type { CompileResult } from '../../../../src-shared/repro/training/compileSpec';
import type { RunPlace } from '../../../../src-shared/repro/training/outputFindings';
import { comboFolder, OUTPUT, SCRIPT } from '../../../../src-shared/repro/training/sweepResults';
import type { JsonNode } from '../../../../src-shared/text/jsonText';
import { numberText } from '../../../../src-shared/text/numberText';
import type { TrainingInput } from '../train/trainingInput';

/** A run of a sweep. */
export interface SweepRun {
  readonly index: number;
  readonly combo: JsonNode;
  readonly script: string;
  readonly csv: string;
  /** What the manifest of the run records: CONFIG_HASH, the generator, and the values of params as texts. */
  readonly configHash: string;
  readonly generator: string;
  readonly params: readonly (readonly [name: string, text: string])[];
}

/** The runs; the first combination that cannot be compiled; or why there are no runs, as a sentence. */
export type SweepPlan =
  | { readonly kind: 'runs'; readonly runs: readonly SweepRun[] }
  | { readonly kind: 'not-compiled'; readonly compiled: CompileResult & { readonly ok: false } }
  | { readonly kind: 'refused'; readonly message: string };

/** A larger sweep is refused: at one second for each run it would take hours, and is a mistake more often than a plan. */
export const MAX_RUNS = 10_000;

// Fewer are compiled in less time than a person notices.
const STEP = 50;

/** Compiles each combination; `progress` is called from time to time, with '' at the end. Undefined where it was stopped. */
export async function sweepPlan(
  { compiler, overrides, folder }: Pick<TrainingInput, 'compiler' | 'overrides' | 'folder'>,
  stop: StopSignal,
  progress: (text: string) => void = () => undefined,
): Promise<SweepPlan | undefined> {
  const { count, at } = combinations(compiler.names(overrides));
  const { label } = compiler.spec;
  if (count > MAX_RUNS)
    return refused(
      `The sweep of ${label} has ${numberText(count)} combinations; at most ${numberText(MAX_RUNS)} are run. Shorten an axis, or set one with \`--param\`.`,
    );
  if (count === 0) {
    // A spec with errors may have a sweep that cannot be read.
    const compiled = compiler.compile(overrides, { folder });
    if (!compiled.ok) return { kind: 'not-compiled', compiled };
    return combinations(compiler.names(new Map())).count > 0
      ? refused('Every axis of the sweep is set with `--param`. Use `kyn train` for this single run.')
      : refused(`${label} does not have a \`sweep\` block with values. Use \`kyn train\` for a single run.`);
  }
  const runs: SweepRun[] = [];
  for (let index = 0; index < count; index++) {
    if (index > 0 && index % STEP === 0) {
      progress(`compiling ${index} of ${count} combinations`);
      // Signals arrive only between two tasks.
      await setImmediate();
    }
    if (stop.aborted) return undefined;
    const { overrides: values, combo } = at(index);
    const compiled = compiler.compile(values, combinationPlace(join(folder, comboFolder(index))));
    if (!compiled.ok) return { kind: 'not-compiled', compiled };
    const { data, origin } = compiled.plan;
    const { configHash, generator, overrides: params } = origin;
    runs.push({ index, combo, script: compiled.script, csv: data.csv, configHash, generator, params });
  }
  if (count > STEP) progress('');
  return { kind: 'runs', runs };
}

const combinationPlace = (folder: string): RunPlace => ({
  folder,
  script: join(folder, SCRIPT),
  log: join(folder, OUTPUT),
  isCombination: true,
});

const refused = (message: string): SweepPlan => ({ kind: 'refused', message });
