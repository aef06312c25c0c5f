// The folders of a spec's sweeps: one that can be continued, and the name of the next. The sweep itself checks the folder again before it runs.
import { readArtifact } from '../../artifacts/read';
import { valueIdentity } from '../../artifacts/valueIdentity';
import type { Host } from '../../host/host';
import { isAbsent } from '../../host/linkFailure';
import { basename, join } from '../../host/paths';
import { readText } from '../../host/readText';
import { combinations } from '../../kyn/compile/combinations';
import type { SpecNames } from '../../kyn/names/specModel';
import { stringMember } from '../../text/jsonText';
import { largestOf } from '../../text/largestOf';
import { RESULTS } from '../history/keepRun';
import { hasSucceeded, isComboFolder, readResults, SCRIPT } from './sweepResults';

/** A sweep of which combinations are missing or failed. `isRunning`: a process still trains them, so it cannot be continued. */
export interface UnfinishedSweep {
  readonly folder: string;
  readonly isRunning: boolean;
  readonly done: number;
  readonly failed: number;
}

/** The sweeps of a spec. `total`: its combinations; `free`: the folder for a new sweep, which does not exist. */
export interface SweepFolders {
  readonly total: number;
  readonly free: string;
  readonly unfinished?: UnfinishedSweep;
}

/** A spec without errors, with its CONFIG_HASH. */
export interface SweptSpec {
  readonly path: string;
  readonly configHash: string;
  readonly names: SpecNames;
}

/** Where sweeps are searched. `isUsed`: whether a run uses a folder now. */
export interface SweepPlaces {
  /** The working folder. */
  readonly folder: string;
  readonly isUsed: (folder: string) => boolean;
}

/** The sweeps of a spec in a working folder: in the folder itself, where `kyn sweep` runs them, and in `sweep_<spec>`, `sweep_<spec>-2` and so on. */
export function sweepFolders(host: Host, { folder, isUsed }: SweepPlaces, spec: SweptSpec): SweepFolders {
  const base = baseOf(spec.path);
  const entries = host.list(folder);
  const taken = new Map(entries.flatMap(({ name }) => numbered(name, base)));
  const used = entries.flatMap(({ name, kind }) =>
    kind === 'folder' && numbered(name, base).length > 0 ? [name] : [],
  );
  const newestFirst = used.sort((a, b) => (taken.get(b) ?? 0) - (taken.get(a) ?? 0));
  const candidates = [...newestFirst.map(name => join(folder, name)), folder];
  const sweeps = candidates.flatMap(path => {
    const found = unfinishedIn(host, path, spec);
    return found ? [{ ...found, isRunning: isUsed(path) }] : [];
  });
  // A second process must not join one that runs, so that one is reported first.
  const unfinished = sweeps.find(({ isRunning }) => isRunning) ?? sweeps[0];
  const next = largestOf([...taken.values()], 0) + 1;
  return {
    total: combinations(spec.names).count,
    free: join(folder, next === 1 ? base : `${base}-${next}`),
    ...(unfinished && { unfinished }),
  };
}

const baseOf = (spec: string): string => `sweep_${basename(spec).replace(/\.kyn$/i, '')}`;

/** Whether a folder is one of those in which a sweep of a spec is searched, by its path alone. `folder`: the working folder. */
export const isSweepFolder = (
  path: string,
  { spec, folder }: { readonly spec: string; readonly folder: string },
): boolean => path === folder || (join(path, '..') === folder && numbered(basename(path), baseOf(spec)).length > 0);

// The number of a name: 1 for the name itself, 2 for `name-2`.
function numbered(name: string, base: string): [string, number][] {
  if (name === base) return [[name, 1]];
  const number = name.startsWith(`${base}-`) ? name.slice(base.length + 1) : '';
  return /^[1-9]\d{0,8}$/.test(number) ? [[name, Number(number)]] : [];
}

function unfinishedIn(host: Host, folder: string, { names, configHash }: SweptSpec) {
  const read = readText(host, join(folder, RESULTS));
  const entries = read.ok ? readResults(read.text) : isAbsent(read.reason) ? [] : undefined;
  const [combo] = host.list(folder).flatMap(({ name }) => (isComboFolder(name) ? [name] : []));
  if (!entries || combo === undefined) return undefined;
  const { count, at } = combinations(names);
  const isOfSpec =
    scriptHash(host, join(join(folder, combo), SCRIPT)) === configHash &&
    entries.every(
      ({ index, combo: values, manifest }) =>
        index < count &&
        valueIdentity(at(index).combo) === valueIdentity(values) &&
        (!manifest || stringMember(manifest, 'config_hash') === configHash),
    );
  const done = entries.filter(hasSucceeded).length;
  return isOfSpec && done < count ? { folder, done, failed: entries.length - done } : undefined;
}

function scriptHash(host: Host, path: string): string | undefined {
  const script = readText(host, path);
  return script.ok ? readArtifact(path, script.text)?.claims.configHash : undefined;
}
