// A machine in memory on which runs are verified.
import { readArtifact } from '../../../src-shared/artifacts/read';
import type { Host } from '../../../src-shared/host/host';
import type { GitStub, MemoryFile } from '../../../src-shared/host/memoryHost';
import { readText } from '../../../src-shared/host/readText';
import { resolveParents } from '../../../src-shared/host/resolveParents';
import { compileSpec } from '../../../src-shared/repro/training/compileSpec';
import type { VerifyStepName } from '../../../src-shared/runs/verify/verification';
import { runsOf, verifyRun } from '../../../src-shared/runs/verify/verifyRun';
import { type VerifyMachine, verifyWorld } from '../../../src-shared/runs/verify/verifyWorld';
import { nodeHost } from '../../nodeHost';
import { hostOf } from '../../repro/memory';
import { DATA, hashOf, manifestOf, SPEC } from '../../repro/reproduce/world';

/** What a test changes about the machine: files by absolute path, git, and what may be read. */
export interface VerifySetup {
  readonly files?: Readonly<Record<string, MemoryFile>>;
  readonly git?: GitStub;
  readonly mayRead?: (path: string) => boolean;
}

/** The version of the built-in compiler on the machine. */
export const GENERATOR = 'kyn 1.2.3';

/** The text of a run manifest of SPEC; `more` replaces fields. */
export const manifestText = (more: Record<string, unknown> = {}, spec = SPEC): string =>
  JSON.stringify(manifestOf(spec, more));

/** A lock of a spec in /w/spec.kyn. */
export const lockText = (spec: string, more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    backend: 'pytorch',
    config_hash: hashOf(spec),
    kynml_version: '1',
    schema_version: '1',
    source_path: 'spec.kyn',
    ...more,
  });

/** The script that `kyn train` writes for a spec on another machine. */
export function scriptText(spec = SPEC, overrides: readonly (readonly [string, string])[] = []): string {
  const host = hostOf({ '/other/spec.kyn': spec, '/other/data/houses.csv': DATA });
  const compiled = compileSpec(host, {
    label: 'spec.kyn',
    path: '/other/spec.kyn',
    text: spec,
    cwd: '/other',
    generator: GENERATOR,
    composition: () => ({ files: [], problems: [] }),
    overrides: new Map(overrides.map(([name, text]) => [name, { value: floatOf(text), text }])),
  });
  if (!compiled.ok) throw new Error(JSON.stringify([compiled.findings, compiled.problems]));
  return compiled.script;
}

const floatOf = (text: string) => ({ kind: 'float', text, number: Number(text), span: { start: 0, end: 0 } }) as const;

/** A run with its spec, its lock, its data and its script: nothing about it is contradicted. */
export const RUN_FILES = {
  '/w/spec.kyn': SPEC,
  '/w/data/houses.csv': DATA,
  '/w/kynml.lock': lockText(SPEC),
  '/w/run_manifest.json': JSON.stringify(manifestOf(SPEC)),
  '/w/train_spec.py': scriptText(),
};

/** A record of a run in /w; `more` replaces fields. */
export const recordText = (manifest: string, spec: string, more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    command: 'train',
    data: 'data/houses.csv',
    folder: '.',
    imports: [],
    overrides: {},
    spec: { config_hash: hashOf(spec), path: 'spec.kyn' },
    ended: { exit_code: 0, manifest: nodeHost.sha256(manifest), time: '2026-04-18T10:00:00.000Z' },
    ...more,
  });

/** The machine of a host with the workspace /w. */
export const machineOf = (host: Host, mayRead: VerifyMachine['mayRead'] = () => true): VerifyMachine => ({
  host,
  cwd: '/w',
  folders: ['/w'],
  label: path => path.replace(/^\/w\//, ''),
  generator: GENERATOR,
  lockSearch: spec => ({
    spec,
    folder: '/w',
    settingPath: '',
    realPath: path => host.realPath(path),
    resolve: path => resolveParents(host, path),
    leadsOutOf: () => undefined,
  }),
  readLock: path => readText(host, path),
  mayRead,
});

/** Verifies a file of the machine, by default /w/run_manifest.json: for each run, its steps by name. By default /w has SPEC and its data. */
export async function verified({ files, git, mayRead }: VerifySetup, path = '/w/run_manifest.json') {
  const host = hostOf({ '/w/spec.kyn': SPEC, '/w/data/houses.csv': DATA, [path]: manifestText(), ...files }, git);
  const read = readText(host, path);
  const artifact = read.ok ? readArtifact(path, read.text) : undefined;
  if (!read.ok || !artifact) throw new Error('The file is not an artifact.');
  const world = verifyWorld(machineOf(host, mayRead));
  const runs = runsOf({ artifact, path, fileHash: host.sha256(read.text) });
  return Promise.all(
    runs.map(async run => {
      const { steps, files: used } = await verifyRun(run, world);
      const of = (name: VerifyStepName) => steps.find(s => s.name === name) ?? steps[0];
      return { steps, used, of };
    }),
  );
}

/** The state and the detail of a step of the only run in a file. */
export async function stepOf(name: VerifyStepName, setup: VerifySetup, path?: string): Promise<string> {
  const [run] = await verified(setup, path);
  const step = run?.of(name);
  return `${step?.state}: ${step?.detail}`;
}
