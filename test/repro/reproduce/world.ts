// A machine in memory on which runs are reproduced: training is a function from the script to the metrics.
import { readArtifact, readEntries } from '../../../src-shared/artifacts/read';
import type { GitStub, MemoryFile, MemoryHost } from '../../../src-shared/host/memoryHost';
import { configHash } from '../../../src-shared/repro/hash/configHash';
import { type ReproduceWorld, reproduce } from '../../../src-shared/repro/reproduce/reproduce';
import type { Reproduction, Step, StepName } from '../../../src-shared/repro/reproduce/reproduction';
import type { Interpreter, Training, TrainResult } from '../../../src-shared/repro/reproduce/trainer';
import { parseJson } from '../../../src-shared/text/jsonText';
import { nodeHost } from '../../nodeHost';
import { hostOf } from '../memory';

/** A spec without params. */
export const SPEC = `dataset Houses:
    source = csv("data/houses.csv")
    target = "price"

model Net:
    input 1
    dense 1 linear

train:
    model = Net
    data = Houses
    loss = mse
    optimizer = adam(lr=0.01)
    epochs = 2
    seed = 42

evaluate:
    metrics = [mae, rmse]
`;

/** The same spec with params. */
export const SPEC_WITH_PARAMS = `params:\n    lr = 0.01\n\n${SPEC.replace('lr=0.01', 'lr=$lr')}`;

export const DATA = 'area,price\n1,2\n2,4\n';

export const hashOf = (text: string): string => configHash(text, nodeHost.sha256);

export const ENV = { python: '3.11.2', platform: 'Linux-6.1', torch: '1.13.1', numpy: '1.24.2' };

/** The fields of a manifest; `more` replaces some, and undefined removes one. */
export const manifestOf = (spec: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  kynml_version: 'kyn 1.2.3',
  config_hash: hashOf(spec),
  data_hash: nodeHost.sha256(DATA),
  device: 'cpu',
  env: ENV,
  seed: 42,
  metrics: { mae: 0.25, rmse: 0.5 },
  ...more,
});

/** What a test changes about the machine and the request. */
export interface ReproduceSetup {
  readonly files?: Readonly<Record<string, MemoryFile>>;
  /** The text of /w/run_manifest.json. */
  readonly manifest: string;
  /** The entry of a sweep. */
  readonly entry?: number;
  readonly tolerance?: number;
  readonly runAnyway?: boolean;
  readonly interpreter?: Interpreter;
  /** The name of the official tool, where it is installed. */
  readonly official?: string;
  /** Fields of the new manifest by the script; the recorded fields are the default. */
  readonly train?: (script: string) => Record<string, unknown> | TrainResult;
  readonly git?: GitStub;
}

/** The result, and what happened on the way. */
export interface Reproduced extends Reproduction {
  readonly scripts: readonly string[];
  readonly trainings: readonly Training[];
  /** The tools that were wanted. */
  readonly wanted: readonly string[];
  readonly progress: readonly (StepName | Step)[];
  readonly host: MemoryHost;
  readonly step: (name: StepName) => Step | undefined;
}

/** Reproduces the run in /w/run_manifest.json. By default /w has the spec, its data and an interpreter with the recorded versions. */
export async function reproduced(setup: ReproduceSetup): Promise<Reproduced> {
  const files = { '/w/spec.kyn': SPEC, '/w/data/houses.csv': DATA, ...setup.files };
  const host = hostOf({ ...files, '/w/run_manifest.json': setup.manifest }, setup.git);
  const scripts: string[] = [];
  const trainings: Training[] = [];
  const wanted: string[] = [];
  const progress: (StepName | Step)[] = [];
  const world: ReproduceWorld = {
    host,
    cwd: '/w',
    folders: ['/w'],
    label: path => path.replace(/^\/w\//, ''),
    generator: 'kyn 1.2.3',
    async trainer(kind) {
      wanted.push(kind);
      if (kind === 'official' && setup.official) return { kind, name: setup.official };
      const interpreter = setup.interpreter ?? { env: parseJson(JSON.stringify(ENV)).value as never };
      return { kind: 'builtin', ...interpreter, ...(kind === 'official' && { instead: 'It was not found.' }) };
    },
    save: async bytes => {
      host.files.set('/tmp/run/data', bytes);
      return '/tmp/run/data';
    },
    async train(training) {
      trainings.push(training);
      const script = training.kind === 'script' ? training.script : '';
      scripts.push(script);
      const made = setup.train?.(script) ?? JSON.parse(setup.manifest);
      return 'ok' in made ? (made as TrainResult) : { ok: true, manifest: JSON.stringify(made) };
    },
    begin: name => progress.push(name),
    end: step => progress.push(step),
  };
  const file = readArtifact('run_manifest.json', setup.manifest);
  const artifact = file && setup.entry !== undefined ? readEntries(file)[setup.entry]?.artifact : file;
  if (!artifact) throw new Error('The text is not an artifact.');
  const result = await reproduce(
    {
      artifact,
      path: '/w/run_manifest.json',
      ...(setup.entry === undefined && { fileHash: nodeHost.sha256(setup.manifest) }),
      tolerance: setup.tolerance ?? 1e-6,
      runAnyway: setup.runAnyway ?? false,
    },
    world,
  );
  if (!result) throw new Error('The artifact is not a run.');
  return {
    ...result,
    scripts,
    trainings,
    wanted,
    progress,
    host,
    step: name => result.steps.find(s => s.name === name),
  };
}

/** Reproduces a run of a spec whose new manifest differs from the recorded one in some fields. */
export const reproducedWith = (
  recorded: Record<string, unknown>,
  now: Record<string, unknown> = {},
  setup: Omit<ReproduceSetup, 'manifest'> = {},
): Promise<Reproduced> =>
  reproduced({
    ...setup,
    manifest: JSON.stringify(manifestOf(SPEC, recorded)),
    train: setup.train ?? (() => manifestOf(SPEC, now)),
  });
