// What verifying needs from the machine, with what several runs share: nothing is read, searched or hashed twice.
import type { Host, StopSignal } from '../../host/host';
import { join } from '../../host/paths';
import { dvcFileOf } from '../../repro/data/dvcSource';
import type { LockSearch, ReadFile } from '../../repro/lock/findLock';
import { findRecordedData, type RecordedDataResult } from '../../repro/reproduce/findRecordedData';
import { findSpec, type SpecResult } from '../../repro/reproduce/findSpec';
import type { Commit } from '../../repro/reproduce/gitVersion';
import { type RunRecord, readRecords } from '../../repro/reproduce/runRecord';
import { specIndex } from '../../repro/reproduce/specIndex';

/** The machine, and what may be read on it. */
export interface VerifyMachine {
  readonly host: Host;
  /** The working folder, absolute. */
  readonly cwd: string;
  /** The folders in which specs are searched, absolute. The first one has the history. */
  readonly folders: readonly [string, ...string[]];
  /** The path of a file for people. */
  readonly label: (path: string) => string;
  /** What this version of the built-in compiler writes as `kynml_version`: `kyn 0.1.0`. */
  readonly generator: string;
  /** How the lock of a spec is searched, and how locks are read. */
  readonly lockSearch: (spec: string) => LockSearch;
  readonly readLock: ReadFile;
  /** Whether a file that only an artifact or a spec names may be read. */
  readonly mayRead: (path: string) => boolean;
  /** Ends the reading of large data at once. */
  readonly signal?: StopSignal;
}

/** Data to find; `places` as in RecordedDataSearch. */
export interface DataRequest {
  readonly places: readonly string[];
  readonly hash: string | null | undefined;
  readonly commit: Commit | undefined;
}

/** The machine during one verification, in which its files count as unchanged. */
export interface VerifyWorld extends VerifyMachine {
  readonly records: KeptRecords;
  /** The spec with a CONFIG_HASH. `ofRun`: what the history kept about this very run. */
  readonly spec: (hash: string, ofRun: RunRecord | undefined) => Promise<SpecResult>;
  readonly data: (request: DataRequest) => Promise<RecordedDataResult>;
  /** Whether something is at a path, or DVC has a file about it. */
  readonly isPlace: (path: string) => boolean;
}

/** What the history kept about runs. */
export interface KeptRecords {
  /** Those of the runs that wrote a manifest, newest first, by its SHA-256: a repeated run may write the same bytes. */
  readonly byManifest: ReadonlyMap<string, readonly RunRecord[]>;
  /** The newest one of each spec, by CONFIG_HASH. */
  readonly bySpec: ReadonlyMap<string, RunRecord>;
  /** The newest one with a manifest in each folder. */
  readonly byFolder: ReadonlyMap<string, RunRecord>;
}

/** The world of one verification of any number of runs. */
export function verifyWorld(machine: VerifyMachine): VerifyWorld {
  const { folders, label, signal } = machine;
  const host = hashingOnce(machine.host);
  const index = specIndex(host, folders, label);
  const records = keptRecords(host, folders[0]);
  const specs = new Map<string, Promise<SpecResult>>();
  const data = new Map<string, Promise<RecordedDataResult>>();
  return {
    ...machine,
    host,
    records,
    isPlace: path => host.stat(path) !== undefined || dvcFileOf(host, path) !== undefined,
    spec: (hash, ofRun) =>
      once(specs, JSON.stringify([hash, ofRun?.spec.path, ofRun?.imports]), () => {
        const record = ofRun ?? records.bySpec.get(hash);
        return findSpec({ host, folders, label, index }, hash, { record, isOfRun: ofRun !== undefined });
      }),
    data: request =>
      once(data, JSON.stringify(request), () =>
        // Data in a commit is only hashed, so there is no need to save it.
        findRecordedData({
          ...request,
          host,
          label,
          save: async () => join(folders[0], 'data'),
          ...(signal && { signal }),
        }),
      ),
  };
}

function once<T>(known: Map<string, Promise<T>>, key: string, compute: () => Promise<T>): Promise<T> {
  const result = known.get(key) ?? compute();
  known.set(key, result);
  return result;
}

function hashingOnce(host: Host): Host {
  const hashes = new Map<string, ReturnType<Host['hashFile']>>();
  return { ...host, hashFile: (path, options) => once(hashes, path, () => host.hashFile(path, options)) };
}

function keptRecords(host: Host, workspace: string): KeptRecords {
  const byManifest = new Map<string, RunRecord[]>();
  const bySpec = new Map<string, RunRecord>();
  const byFolder = new Map<string, RunRecord>();
  const addFirst = (map: Map<string, RunRecord>, key: string, record: RunRecord): void => {
    if (!map.has(key)) map.set(key, record);
  };
  for (const record of readRecords(host, workspace)) {
    addFirst(bySpec, record.spec.configHash, record);
    if (record.manifest === undefined) continue;
    const same = byManifest.get(record.manifest);
    if (same) same.push(record);
    else byManifest.set(record.manifest, [record]);
    if (record.command === 'train') addFirst(byFolder, record.folder, record);
  }
  return { byManifest, bySpec, byFolder };
}
