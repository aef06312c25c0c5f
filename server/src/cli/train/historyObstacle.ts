// Why a run with a history must not start: it would lose a manifest, or the history leads to another place.
import { join } from '../../../../src-shared/host/paths';
import type { History, HistoryHost } from '../../../../src-shared/repro/history/historyFolder';
import { keepManifest, MANIFEST } from '../../../../src-shared/repro/history/keepRun';
import { relativePath } from '../cliPaths';

/** The folder of a run. `overwrites`: the run writes its manifest there. */
export interface RunFolder {
  readonly folder: string;
  readonly overwrites: boolean;
  /** The working folder. */
  readonly cwd: string;
}

/** Keeps the manifest that the run overwrites. The result is why the run must not start, as sentences; undefined if it may. */
export async function historyObstacle(
  host: HistoryHost,
  history: History,
  { folder, overwrites, cwd }: RunFolder,
): Promise<string | undefined> {
  const link = history.link();
  if (link !== undefined)
    return `${relativePath(cwd, link)} is a link, and what a run starts with is not written to another place. Put a folder there, or keep nothing with \`--no-history\`.`;
  const path = join(folder, MANIFEST);
  const kept = overwrites ? await keepManifest(host, history, path) : undefined;
  return kept === undefined || kept.ok
    ? undefined
    : `The run would overwrite ${relativePath(cwd, path)}, and the file could not be kept in the history: ${kept.message}. Move it, choose another folder with \`--out\`, or overwrite it with \`--no-history\`.`;
}
