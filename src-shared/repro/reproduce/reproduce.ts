// Reproduces a run: finds its spec, params and data by what it recorded, trains again in a temporary folder, and compares the results. What touches the
// machine (the interpreter, the temporary folder) is passed in, so that every verdict can be tested without Python.
import { type Artifact, readArtifact } from '../../artifacts/read';
import type { Host, StopSignal } from '../../host/host';
import { dirname } from '../../host/paths';
import type { Analysis } from '../../kyn/analyze';
import { plannedSource } from '../../kyn/compile/planTraining';
import { firstSentences } from '../../text/firstFew';
import { trainedData } from '../data/trainedData';
import type { ComparedEnvironment } from './compareEnvironment';
import { type ComparedResults, compareResults } from './compareResults';
import { analyzeVersion, type CompiledVersion, compileVersion, errorsOf } from './compileVersion';
import { dataPlaces, findRecordedData, type RecordedDataResult } from './findRecordedData';
import { type FoundSpec, findSpec } from './findSpec';
import { judgeRun, NO_COMPILER } from './judgeRun';
import { type OfficialTraining, officialTraining } from './officialTraining';
import { isOfficial, type RecordedRun, recordedRun } from './recordedRun';
import { type RecordedValues, recordedValues, type Values } from './recordedValues';
import { type EnvironmentChange, type Reproduction, STEPS, type Step, type StepName } from './reproduction';
import { divergedDetail, metricsDetail } from './resultText';
import { findRecords, type RunRecord, type RunRecords } from './runRecord';
import type { Trainer, Training, TrainResult } from './trainer';
import { builtinEnvironment, officialEnvironment } from './trainerEnvironment';

/** The run to reproduce. */
export interface ReproduceRequest {
  /** A run manifest, or an entry of a sweep. */
  readonly artifact: Artifact;
  /** The file that contains it, absolute. */
  readonly path: string;
  /** SHA-256 of the bytes of a run manifest, by which the history finds the run; absent for an entry of a sweep. */
  readonly fileHash?: string;
  /** The largest relative difference that counts as reproduced, from 0 to less than 1. */
  readonly tolerance: number;
  /** Also trains where the data is not the recorded one. The verdict remains `cannot-be-judged`. */
  readonly runAnyway: boolean;
}

/** The machine on which a run is reproduced. */
export interface ReproduceWorld {
  readonly host: Host;
  /** The working folder, absolute. */
  readonly cwd: string;
  /** The folders in which specs are searched, absolute. The first one has the history. */
  readonly folders: readonly [string, ...string[]];
  readonly label: (path: string) => string;
  /** The `kynml_version` of the new run: `kyn 0.1.0`. */
  readonly generator: string;
  /** Chooses what trains. The official tool is only chosen where it is wanted. */
  readonly trainer: (wanted: 'official' | 'builtin') => Promise<Trainer>;
  /** Writes data into the temporary folder and returns its path; undefined where that fails. */
  readonly save: (bytes: Uint8Array) => Promise<string | undefined>;
  /** Trains in the temporary folder. */
  readonly train: (training: Training) => Promise<TrainResult>;
  /** Ends the reproduction at its next step, and the reading of large data at once. */
  readonly signal?: StopSignal;
  /** Called when a step begins, and with its result. */
  readonly begin: (name: StepName) => void;
  readonly end: (step: Step) => void;
}

/** Reproduces a run; undefined for an artifact that is not a run of a spec. */
export async function reproduce(request: ReproduceRequest, world: ReproduceWorld): Promise<Reproduction | undefined> {
  const recorded = recordedRun(request.artifact);
  return recorded && new Reproducing(request, world, recorded).run();
}

// What was found of a run.
interface Found {
  readonly spec: FoundSpec;
  readonly values: Values;
  readonly analysis: Analysis;
  readonly data: RecordedDataResult;
}

// Ends the reproduction early: something that is needed is missing.
class Missing extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

class Reproducing {
  private readonly steps: Step[] = [];
  private changes: readonly EnvironmentChange[] = [];

  constructor(
    private readonly request: ReproduceRequest,
    private readonly world: ReproduceWorld,
    private readonly recorded: RecordedRun,
  ) {}

  async run(): Promise<Reproduction> {
    try {
      return await this.compared();
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      return this.result({ verdict: 'cannot-be-judged', reasons: [error.reason], metrics: [] });
    }
  }

  private async compared(): Promise<Reproduction> {
    const { recorded, request, world } = this;
    const hash = this.checkManifest();
    const records = this.records(hash);
    const spec = await this.spec(hash, records);
    const [values, analysis] = this.values(spec, records.ofRun);
    const data = await this.data(spec, analysis, records.ofRun);
    const official = this.official({ spec, values, analysis, data });
    const trainer = await this.trainer(official);
    const csv = this.usable(data);
    if (trainer.kind === 'builtin' && trainer.problem !== undefined) throw this.notRun(trainer.problem);
    this.begin('run');
    const facts = { generator: world.generator, spec: world.label(spec.path), configHash: hash, csv };
    const training =
      trainer.kind === 'official' && typeof official === 'object'
        ? ({ kind: 'official', training: official } as const)
        : this.script(compileVersion(analysis, values, facts));
    const trained = await world.train(training);
    const artifact = trained.ok ? readArtifact('run_manifest.json', trained.manifest) : undefined;
    const now = artifact && recordedRun(artifact);
    if (trainer.kind === 'official') this.addEnvironment(officialEnvironment(recorded, now, trainer.name));
    if (!trained.ok) throw this.notRun(trained.message);
    if (!now) throw this.notRun('The new run did not write a run manifest.');
    const what =
      trainer.kind === 'official'
        ? `${trainer.name} trained the spec`
        : `The script of ${now.generator ?? world.generator} was trained`;
    this.add({ name: 'run', state: 'confirmed', detail: `${what} in a temporary folder.` });
    const results = compareResults(recorded.metrics, now.metrics, request.tolerance);
    this.add(metricsStep(results, request.tolerance));
    const judged = judgeRun({ recorded, now, results, steps: this.steps });
    const { metrics, largest } = results;
    const measured = { metrics, ...(largest !== undefined && { largest }) };
    return this.result({ ...judged, ...measured, manifest: trained.manifest });
  }

  // The CONFIG_HASH of a record that can be used.
  private checkManifest(): string {
    const { recorded } = this;
    this.begin('manifest');
    const { configHash, failure, faults } = recorded;
    const fatal =
      failure ??
      (configHash === undefined ? 'The run does not record a CONFIG_HASH, so its spec is unknown.' : undefined) ??
      (recorded.metrics.size === 0 ? 'The run records no metrics, so there is nothing to compare.' : undefined);
    if (fatal !== undefined || configHash === undefined) throw this.missing('manifest', fatal ?? '');
    const doubts = [...faults, ...(recorded.generator === undefined ? [NO_COMPILER] : [])];
    const detail =
      doubts.length > 0 ? listed(doubts) : `The record is complete. Its script was made by ${recorded.generator}.`;
    this.add({ name: 'manifest', state: doubts.length > 0 ? 'unknown' : 'confirmed', detail });
    return configHash;
  }

  private records(configHash: string): RunRecords {
    const { path, fileHash = '' } = this.request;
    return findRecords(this.world.host, this.world.folders[0], { path, manifest: fileHash, configHash });
  }

  private async spec(hash: string, { ofRun, ofSpec }: RunRecords): Promise<FoundSpec> {
    this.begin('spec');
    const { spec, step } = await findSpec(this.world, hash, { record: ofRun ?? ofSpec, isOfRun: ofRun !== undefined });
    this.add(step);
    if (!spec) throw new Missing(step.detail);
    return spec;
  }

  private values(spec: FoundSpec, record: RunRecord | undefined): readonly [Values, Analysis] {
    this.begin('parameters');
    const { readings, step }: RecordedValues = recordedValues(this.recorded, record, spec.tree);
    this.add(step);
    const analyses = readings.map(values => [values, analyzeVersion(spec, values)] as const);
    const chosen = analyses.find(([, analysis]) => errorsOf(analysis).length === 0) ?? analyses[0];
    if (!chosen) throw new Missing(step.detail);
    return chosen;
  }

  private async data(spec: FoundSpec, analysis: Analysis, record: RunRecord | undefined): Promise<RecordedDataResult> {
    const { cwd, folders, host, label, save, signal } = this.world;
    this.begin('data');
    const trained = trainedData(analysis);
    const written = plannedSource(analysis)?.path ?? trained?.written;
    const from = trained?.from === undefined ? [] : [dirname(trained.from)];
    const near = [dirname(this.request.path), cwd, ...folders, dirname(spec.path), ...from];
    const places = written === undefined ? [] : dataPlaces(written, record ? [record.folder, ...near] : near);
    const found = await findRecordedData({
      host,
      places: record?.data === undefined ? places : [...new Set([record.data, ...places])],
      hash: this.recorded.dataHash,
      commit: spec.commit,
      save,
      label,
      ...(signal && { signal }),
    });
    // A pointer confirms the hash, but training needs the data.
    const isMissing = found.step.state === 'confirmed' && found.path === undefined;
    this.add(isMissing ? { ...found.step, state: 'unknown' } : found.step);
    return found;
  }

  // What the official tool trains, or why it cannot: a clause. Undefined where it did not train the run, or there is no data.
  private official({ spec, values, analysis, data }: Found): OfficialTraining | string | undefined {
    const written = plannedSource(analysis)?.path ?? trainedData(analysis)?.written;
    if (!isOfficial(this.recorded) || data.path === undefined || written === undefined) return undefined;
    return officialTraining(this.world.host, { spec, values, csv: data.path, written });
  }

  // The official tool states its environment in its manifest.
  private async trainer(official: OfficialTraining | string | undefined): Promise<Trainer> {
    this.begin('environment');
    const trainer = await this.world.trainer(typeof official === 'object' ? 'official' : 'builtin');
    if (trainer.kind === 'builtin') this.addEnvironment(builtinEnvironment(this.recorded, trainer, official));
    return trainer;
  }

  private addEnvironment({ changes, step }: ComparedEnvironment): void {
    this.changes = changes;
    this.add(step);
  }

  private script(compiled: CompiledVersion): Training {
    if (!compiled.ok) throw this.notRun(`The built-in compiler cannot compile the spec: ${listed(compiled.problems)}`);
    return { kind: 'script', script: compiled.script };
  }

  private usable({ path, step }: RecordedDataResult): string {
    if (path === undefined) throw this.notRun(step.detail);
    if (step.state === 'contradicted' && !this.request.runAnyway) throw this.notRun(step.detail);
    return path;
  }

  private notRun(reason: string): Missing {
    this.add({ name: 'run', state: 'unknown', detail: 'The spec was not trained to its end.' });
    return new Missing(reason);
  }

  private missing(name: StepName, reason: string): Missing {
    this.add({ name, state: 'contradicted', detail: reason });
    return new Missing(reason);
  }

  private begin(name: StepName): void {
    if (this.world.signal?.aborted) throw new Missing('It was cancelled.');
    this.world.begin(name);
  }

  private add(step: Step): void {
    this.steps.push(step);
    this.world.end(step);
  }

  private result(part: Omit<Reproduction, 'steps' | 'tolerance' | 'environment'>): Reproduction {
    const steps = STEPS.map(
      name => this.steps.find(s => s.name === name) ?? ({ name, state: 'unknown', detail: 'Not checked.' } as const),
    );
    return { ...part, steps, tolerance: this.request.tolerance, environment: this.changes };
  }
}

function metricsStep(results: ComparedResults, tolerance: number): Step {
  const agrees = results.agreement === 'exact' || results.agreement === 'close';
  if (agrees && results.diverged.length > 0)
    return { name: 'metrics', state: 'unknown', detail: divergedDetail(results) };
  return {
    name: 'metrics',
    state: agrees ? 'confirmed' : 'contradicted',
    detail: metricsDetail(results, tolerance),
  };
}

const MAX_LISTED = 4;

const listed = (sentences: readonly string[]): string => firstSentences(sentences, MAX_LISTED);
