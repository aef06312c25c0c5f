// The data files of specs. The working folder takes the role of the workspace folder, and files count as unchanged during a command.
import { memoized } from '../../../src-shared/host/memoized';
import { dirname, isInside } from '../../../src-shared/host/paths';
import { resolveParents } from '../../../src-shared/host/resolveParents';
import type { Data } from '../../../src-shared/kyn/data/data';
import { readDvcOutputs } from '../../../src-shared/repro/data/dvcSource';
import { datasetsOf } from '../../../src-shared/repro/data/findData';
import { type CsvFile, probeCsv, readCsv } from '../../../src-shared/repro/data/readCsv';
import { isTracked, trackedData } from '../../../src-shared/repro/data/trackedData';
import { relativePath } from './cliPaths';
import type { CliEnvironment } from './command';

/** Returns the data of the spec at a path. */
export type SpecData = (spec: string) => Promise<Data>;

/** Reads each file once and runs git once for each folder. */
export function createSpecData({ host, io: { cwd } }: CliEnvironment): SpecData {
  const read = memoized((path: string): CsvFile => readCsv(host, path));
  const probe = memoized((path: string): CsvFile => probeCsv(host, path));
  const entries = memoized((folder: string) => host.list(folder));
  const dvcOutputs = memoized((path: string) => readDvcOutputs(host, path));
  const real = memoized((path: string) => host.realPath(path));
  const resolve = memoized((path: string) => resolveParents(host, path));
  const trackedIn = memoized((folder: string) => trackedData(host, folder));
  return async spec => {
    const root = isInside(cwd, spec) ? cwd : dirname(spec);
    const tracked = await trackedIn(root);
    return datasetsOf({
      spec,
      folder: cwd,
      roots: [cwd, root],
      opensBeside: true,
      label: path => relativePath(cwd, path),
      file: (path, opens) => (opens ? read(path) : probe(path)),
      real,
      resolve,
      entries,
      dvcOutputs,
      isTracked: path => tracked && isTracked(tracked, path, host),
    });
  };
}
