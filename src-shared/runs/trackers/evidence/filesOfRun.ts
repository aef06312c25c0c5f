// Which files a run of another tracker was read from. They are found by reading it again, so that this list cannot differ from what the readers do.
import type { Host } from '../../../host/host';
import { dirname } from '../../../host/paths';
import { trackers } from '../kinds';
import { type LinkRule, Place } from '../place';
import type { TrackedRun } from '../trackedRun';
import { onlyFiles } from './onlyFiles';

/** The files by their absolute path. The bytes are those that were read; undefined where only parts of the file were, because it is large or an archive. */
export type FilesOfRun = ReadonlyMap<string, Uint8Array | undefined>;

/** The files of a run and of the runs that are joined in it. `given`: the path by which it was found. */
export function filesOfRun(host: Host & LinkRule, run: TrackedRun, given: string): FilesOfRun {
  const sources = [run, ...(run.sources ?? [])];
  return new Map(sources.flatMap(source => [...filesOfSource(host, source, given)]));
}

type Source = Pick<TrackedRun, 'tracker' | 'path'>;

function filesOfSource(host: Host & LinkRule, source: Source, given: string): FilesOfRun {
  const around = [given, source.path].flatMap(path => [path, dirname(path), dirname(dirname(path))]);
  for (const folder of new Set([source.path, ...around])) {
    const all = readFrom(host, source, folder);
    if (!all) continue;
    // A folder may have the files of many runs, each of which needs only its own.
    const alone = readFrom(onlyFiles(host, [source.path]), source, folder);
    return alone && textOf(alone.run) === textOf(all.run) ? alone.files : all.files;
  }
  return new Map();
}

const textOf = (run: TrackedRun): string =>
  JSON.stringify(run, (_, value: unknown) => (value instanceof Map ? [...value] : value));

interface Read {
  readonly run: TrackedRun;
  readonly files: FilesOfRun;
}

function readFrom(host: Host & LinkRule, { tracker: id, path }: Source, folder: string): Read | undefined {
  const files = new Map<string, Uint8Array | undefined>();
  const place = new Place(recording(host, files), folder);
  const tracker = trackers.find(one => one.id === id);
  const found = tracker?.mayHave(place) ? tracker.read(place) : undefined;
  const run = found?.runs.find(one => one.path === path);
  return run && { run, files };
}

// A file of which the beginning is read first may be read as a whole later.
function recording(host: Host & LinkRule, files: Map<string, Uint8Array | undefined>): Host & LinkRule {
  return {
    ...host,
    readBytes(path, limit) {
      const read = host.readBytes(path, limit);
      if (read.ok || !files.has(path)) files.set(path, read.ok ? read.bytes : undefined);
      return read;
    },
    readPart(path, from, length) {
      const read = host.readPart(path, from, length);
      // A file that ends before the asked length was read as a whole.
      const isWhole = read.ok && from === 0 && read.bytes.length < length;
      if (isWhole || !files.has(path)) files.set(path, isWhole ? read.bytes : undefined);
      return read;
    },
  };
}
