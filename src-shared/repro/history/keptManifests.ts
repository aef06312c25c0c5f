// The manifests that trainings overwrote, as the history of a workspace keeps them.
import { join } from '../../host/paths';
import { HISTORY_FOLDER, type HistoryHost, historyOf, workspaceFolderOf } from './historyFolder';

/** The paths of the newest manifests that were kept for a folder, newest first. */
export function keptManifests(host: HistoryHost, folder: string, limit: number): string[] {
  const runs = historyOf(host, workspaceFolderOf(host, folder)).path('runs', '.');
  const read = runs === undefined ? undefined : host.readFolder(runs);
  if (runs === undefined || !read?.ok) return [];
  const names = read.entries.flatMap(({ name, kind }) => (kind === 'file' && NAME.test(name) ? [name] : []));
  return names
    .sort()
    .reverse()
    .slice(0, limit)
    .map(name => join(runs, name));
}

const NAME = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)-[0-9a-f]{12}\.json$/;

const KEPT = `/${HISTORY_FOLDER}/runs/`;

/** When a kept manifest was written by its run, in milliseconds since 1970; undefined for any other path. Its file has the time of the copy. */
export function keptManifestTime(path: string): number | undefined {
  const from = path.lastIndexOf(KEPT);
  const time = from < 0 ? undefined : NAME.exec(path.slice(from + KEPT.length));
  const value = time ? Date.parse(`${time[1]}:${time[2]}:${time[3]}`) : Number.NaN;
  return Number.isNaN(value) ? undefined : value;
}
