// A workspace whose truth is known: 200 runs of 4 specs over 12 commits, 3 sweeps with failed and missing combinations, metrics that are NaN or missing,
// copies of overwritten manifests, and files whose time is that of a clone. A seed repeats it.
import { createHash } from 'node:crypto';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TimeSource } from '../../src-shared/runs/time/runTime';
import { randomFrom } from '../kyn/mutate';
import { createRepository, type Repository } from '../repro/git/gitRepository';

/** A run that is listed, as it is known to be. Paths are relative to the workspace, with `/`. */
export interface TrueRun {
  readonly path: string;
  /** Undefined for a combination that failed. */
  readonly configHash: string | undefined;
  readonly spec: string | undefined;
  readonly state: 'current' | 'stale' | 'unknown';
  readonly commit: string | undefined;
  readonly seed: number | undefined;
  /** NaN where it diverged; undefined where it is missing. */
  readonly mae: number | undefined;
  readonly timeSource: TimeSource;
  /** ISO 8601. */
  readonly time: string;
  readonly isFailed: boolean;
}

/** A sweep: how many combinations its spec has, and how many are done and failed. */
export interface TrueSweep {
  readonly path: string;
  readonly spec: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
}

/** The workspace and its truth. `remove` deletes it. */
export interface GeneratedWorkspace {
  readonly folder: string;
  readonly remove: () => void;
  readonly runs: readonly TrueRun[];
  /** Files that contain a run which another row shows. */
  readonly unlisted: readonly string[];
  readonly sweeps: readonly TrueSweep[];
  /** The specs with the hash of their current text. */
  readonly specs: readonly { readonly path: string; readonly hash: string }[];
}

const SPECS = 4;
const COMMITS = 12;
const RUNS = 200;
const START = Date.parse('2026-01-01T08:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
/** Everything that was cloned has this time. */
const CLONED = new Date('2026-06-01T12:00:00Z');

/** Writes the workspace into a new git repository. */
export function generateWorkspace(seed = 1): GeneratedWorkspace {
  const generator = new Generator(createRepository(), randomFrom(seed));
  generator.commitVersions();
  generator.addSweeps();
  generator.addKept();
  generator.addUnknown();
  generator.addRuns();
  return generator.truth();
}

/** A version of a spec. */
interface Version {
  readonly spec: number;
  readonly text: string;
  readonly hash: string;
  /** Undefined for a text that was never committed. */
  readonly commit: string | undefined;
  readonly isCurrent: boolean;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const specPath = (spec: number): string => `specs/model_${spec}.kyn`;

const AXES = ['', '\nsweep:\n    lr = [0.1, 0.2, 0.3]\n    hidden = [8, 16, 32]\n'] as const;

const specText = (spec: number, version: number): string => `params:
    lr = 0.01
    hidden = ${8 * (spec + 1)}

dataset Houses:
    source = csv("data/houses.csv")
    target = "price"

model Net:
    input 4
    dense $hidden relu
    dense 1 linear

train:
    model = Net
    data = Houses
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = ${version + 1}
    seed = ${spec}

evaluate:
    metrics = [mae]
${spec === 0 ? AXES[0] : AXES[1]}`;

type Metric = number | undefined;

class Generator {
  private readonly runs: TrueRun[] = [];
  private readonly unlisted: string[] = [];
  private readonly sweeps: TrueSweep[] = [];
  private versions: Version[] = [];

  constructor(
    private readonly repository: Repository,
    private readonly random: () => number,
  ) {}

  truth(): GeneratedWorkspace {
    const { runs, unlisted, sweeps } = this;
    const { folder, remove } = this.repository;
    const current = this.versions.filter(({ isCurrent }) => isCurrent);
    return {
      folder,
      remove,
      runs,
      unlisted,
      sweeps,
      specs: current.map(({ spec, hash }) => ({ path: specPath(spec), hash })),
    };
  }

  /** Twelve commits, each with a new version of one spec; then a text of the last spec that is not committed. */
  commitVersions(): void {
    this.write('.gitignore', 'ignored/\n.kynml/\n');
    this.write('data/houses.csv', 'a,b,c,d,price\n1,2,3,4,5\n');
    const versions: Version[] = [];
    for (let i = 0; i < COMMITS; i++) {
      const [spec, version] = [i % SPECS, Math.floor(i / SPECS)];
      const text = specText(spec, version);
      this.write(specPath(spec), text);
      const commit = this.repository.commit();
      versions.push({ spec, text, hash: sha256(text), commit, isCurrent: version === 2 && spec < SPECS - 1 });
    }
    const text = specText(SPECS - 1, 7);
    this.write(specPath(SPECS - 1), text);
    versions.push({ spec: SPECS - 1, text, hash: sha256(text), commit: undefined, isCurrent: true });
    this.versions = versions;
  }

  /** A complete sweep, one with failed and missing combinations, and one of an older version. */
  addSweeps(): void {
    const [second, third] = [this.current(1), this.current(2)];
    this.addSweep(second, { done: 9, failed: 0, folder: 'sweep_model_1' });
    this.addSweep(third, { done: 4, failed: 2, folder: 'sweep_model_2' });
    this.addSweep(this.versions[3] as Version, { done: 5, failed: 1, folder: 'old_sweep' });
  }

  private addSweep(version: Version, { done, failed, folder }: { done: number; failed: number; folder: string }): void {
    const entries: object[] = [];
    const file = `ignored/${folder}/sweep_results.json`;
    const time = this.timeOf(file);
    for (let i = 0; i < done + failed; i++) {
      const combo = { hidden: [8, 16, 32][i % 3], lr: [0.1, 0.2, 0.3][Math.floor(i / 3)] };
      const isFailed = i >= done;
      const mae = isFailed ? undefined : this.metric();
      const script = `combo-${String(i).padStart(4, '0')}/train.py`;
      const texts = { hidden: String(combo.hidden), lr: String(combo.lr) };
      const manifest = isFailed ? null : this.manifest(version, { seed: version.spec, mae, params: texts });
      entries.push({ combo, exit_code: isFailed ? 1 : 0, manifest, script });
      if (manifest)
        this.writeUnlisted(`ignored/${folder}/combo-${String(i).padStart(4, '0')}/run_manifest.json`, manifest);
      const known = { mae, seed: isFailed ? undefined : version.spec, isFailed };
      this.add(`${file}#${i}`, isFailed ? undefined : version, { ...known, timeSource: 'file', time });
    }
    this.write(file, JSON.stringify(entries), new Date(time));
    this.sweeps.push({ path: file, spec: specPath(version.spec), total: 9, done, failed });
  }

  /** Manifests that trainings overwrote, one of which still exists elsewhere. */
  addKept(): void {
    for (let i = 0; i < 6; i++) {
      const version = this.version();
      const written = START + (100 + i) * DAY;
      const mae = this.metric();
      const text = JSON.stringify(this.manifest(version, { seed: 900 + i, mae }));
      const time = new Date(written).toISOString();
      const kept = `.kynml/runs/${time.replaceAll(':', '-')}-${sha256(text).slice(0, 12)}.json`;
      this.write(kept, text);
      const known = { mae, seed: 900 + i, isFailed: false };
      if (i > 0) this.add(kept, version, { ...known, timeSource: 'record', time });
      else {
        this.unlisted.push(kept);
        const file = 'ignored/existing/run_manifest.json';
        this.write(file, text, new Date(written));
        this.add(file, version, { ...known, timeSource: 'file', time });
      }
    }
  }

  /** Runs of a text that is nowhere. */
  addUnknown(): void {
    for (let i = 0; i < 5; i++) {
      const file = `ignored/unknown-${i}/run_manifest.json`;
      const mae = this.metric();
      const version = { spec: 0, text: '', hash: sha256(`lost ${i}`), commit: undefined, isCurrent: false };
      const time = this.timeOf(file);
      this.write(file, JSON.stringify(this.manifest(version, { seed: i, mae })), new Date(time));
      this.runs.push({
        path: file,
        configHash: version.hash,
        spec: undefined,
        state: 'unknown',
        commit: undefined,
        seed: i,
        mae,
        timeSource: 'file',
        time,
        isFailed: false,
      });
    }
  }

  /** All other runs: recorded, in a folder with a date, committed and cloned, or with nothing but the time of the file. */
  addRuns(): void {
    const committed: {
      readonly path: string;
      readonly version: Version;
      readonly mae: Metric;
      readonly seed: number;
    }[] = [];
    for (let i = 0; this.runs.length + committed.length < RUNS; i++) {
      const version = this.version();
      const [seed, mae] = [1000 + i, i % 17 === 3 ? Number.NaN : i % 19 === 5 ? undefined : this.metric()];
      const text = textOf(this.manifest(version, { seed, mae }));
      const known = { mae, seed, isFailed: false };
      if (i % 4 === 0) this.addRecorded(`ignored/recorded-${i}/run_manifest.json`, text, version, known);
      else if (i % 4 === 1) {
        const day = new Date(START + i * DAY).toISOString().slice(0, 10);
        const file = `ignored/${day}_${i}/run_manifest.json`;
        this.write(file, text, CLONED);
        this.add(file, version, { ...known, timeSource: 'folder', time: `${day}T00:00:00.000Z` });
      } else if (i % 4 === 2) {
        const file = `ignored/run-${i}/run_manifest.json`;
        const time = this.timeOf(file);
        this.write(file, text, new Date(time));
        this.add(file, version, { ...known, timeSource: 'file', time });
      } else {
        const file = `committed/run-${i}/run_manifest.json`;
        this.write(file, text, CLONED);
        committed.push({ path: file, version, mae, seed });
      }
    }
    this.repository.commit('Runs');
    const time = new Date(this.repository.git('log', '-1', '--format=%aI')).toISOString();
    for (const { path: file, version, mae, seed } of committed)
      this.add(file, version, { mae, seed, isFailed: false, timeSource: 'commit', time });
  }

  private addRecorded(
    file: string,
    text: string,
    version: Version,
    known: Pick<TrueRun, 'mae' | 'seed' | 'isFailed'>,
  ): void {
    this.write(file, text, CLONED);
    const time = new Date(START + (60 + this.runs.length) * DAY).toISOString();
    const record = {
      spec: { config_hash: version.hash, path: specPath(version.spec) },
      imports: [],
      overrides: {},
      folder: path.posix.dirname(file),
      ended: { exit_code: 0, manifest: sha256(text), time },
    };
    this.write(`.kynml/records/${time.replaceAll(':', '-')}.json`, JSON.stringify(record));
    this.add(file, version, { ...known, timeSource: 'record', time });
  }

  private add(
    file: string,
    version: Version | undefined,
    known: Pick<TrueRun, 'mae' | 'seed' | 'isFailed' | 'timeSource' | 'time'>,
  ): void {
    const state = version === undefined ? 'unknown' : version.isCurrent ? 'current' : 'stale';
    this.runs.push({
      path: file,
      configHash: version?.hash,
      spec: version && specPath(version.spec),
      state,
      commit: state === 'stale' ? version?.commit : undefined,
      ...known,
    });
  }

  private manifest(
    { hash, spec }: Version,
    { seed, mae, params = {} }: { seed: number; mae: Metric; params?: Record<string, string> },
  ): object {
    return {
      config_hash: hash,
      data_hash: sha256(`data of ${spec}`),
      env: { platform: 'Linux', python: '3.11.9', torch: '2.3.1' },
      kynml_version: 'kyn 0.1.0',
      metrics: mae === undefined ? {} : { mae },
      params,
      seed,
    };
  }

  private writeUnlisted(file: string, manifest: object): void {
    this.write(file, textOf(manifest));
    this.unlisted.push(file);
  }

  private metric(): number {
    return Math.round(this.random() * 1e9) / 1e7;
  }

  private version(): Version {
    return this.versions[Math.floor(this.random() * this.versions.length)] as Version;
  }

  private current(spec: number): Version {
    return this.versions.find(version => version.spec === spec && version.isCurrent) as Version;
  }

  // The time of the file is the only one, so each file has its own.
  private timeOf(file: string): string {
    const day = Number.parseInt(sha256(file).slice(0, 6), 16) % 365;
    return new Date(START + day * DAY).toISOString();
  }

  private write(name: string, text: string, time?: Date): void {
    const file = path.join(this.repository.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    if (time) utimesSync(file, time, time);
  }
}

// JSON has no NaN, but Python writes it.
const textOf = (manifest: object): string =>
  JSON.stringify(manifest, (_, value) => (Number.isNaN(value) ? '<NaN>' : value)).replaceAll('"<NaN>"', 'NaN');
