// The data of specs in tests: files in memory, looked up as the server and `kyn` do.
import { resolveParents } from '../../../src-shared/host/resolveParents';
import type { Data } from '../../../src-shared/kyn/data/data';
import { readDvcOutputs } from '../../../src-shared/repro/data/dvcSource';
import { type DataSearch, datasetsOf } from '../../../src-shared/repro/data/findData';
import { probeCsv, readCsv } from '../../../src-shared/repro/data/readCsv';
import { hostOf } from '../../repro/memory';

/** The data of a spec among files by absolute path. The working folder is the folder of the spec by default. */
export function dataAmong(
  files: Parameters<typeof hostOf>[0],
  world: Partial<DataSearch> & Pick<DataSearch, 'spec'>,
): Data {
  const host = hostOf(files);
  const folder = world.spec.slice(0, world.spec.lastIndexOf('/')) || '/';
  return datasetsOf({
    folder,
    roots: [folder],
    opensBeside: true,
    label: path => (path.startsWith(folder) ? path.slice(folder.length).replace(/^\//, '') : path.slice(1)),
    file: (path, opens) => (opens ? readCsv(host, path) : probeCsv(host, path)),
    real: path => host.realPath(path),
    resolve: path => resolveParents(host, path),
    dvcOutputs: path => readDvcOutputs(host, path),
    entries: at => host.list(at),
    isTracked: () => undefined,
    ...world,
  });
}
