// The series that DVCLive writes: a TSV for each metric with the columns `step` and value, and perhaps `timestamp` before them.
import { jsonNumber } from '../../../text/makeJson';
import { anyConflicts } from '../../../text/mergeConflicts';
import type { Place } from '../place';
import type { Point } from '../trackedRun';
import { numberToken } from '../values/numberToken';

/** The points of a metric in their order; `isWhole`: all of them were read. */
export interface Series {
  readonly points: readonly Point[];
  readonly isWhole: boolean;
}

const MAX_FILES = 2000;
const MAX_DEPTH = 10;

/** The folders in which the series of a metric file may be: `plots/metrics` next to it, or in DVCLive 0 a folder with its name. */
export function seriesFolders(file: string): string[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return [`${folder}plots/metrics`, file.replace(/\.\w+$/, '')];
}

/** The series next to a metric file by name, and the paths of those that cannot be read. */
export function seriesIn(
  place: Place,
  file: string,
): { readonly series: Map<string, Series>; readonly unread: readonly string[] } {
  const series = new Map<string, Series>();
  const unread: string[] = [];
  for (const folder of seriesFolders(file))
    for (const path of tsvFiles(place, folder)) {
      const found = seriesOf(place, `${folder}/${path}`);
      if (found) series.set(path.slice(0, -'.tsv'.length), found);
      else if (isUnread(place, `${folder}/${path}`)) unread.push(`${folder}/${path}`);
    }
  return { series, unread };
}

/** Whether a file is a series, also where it cannot be read or a merge conflict hides its points. */
export const isSeries = (place: Place, path: string): boolean =>
  seriesOf(place, path) !== undefined || isUnread(place, path);

const HEADER = /^(?:timestamp\t)?step\t/m;

// Only DVCLive has this folder, so a file in it is a series whatever can be read of it.
const USUAL = /(?:^|\/)plots\/metrics\//;

function isUnread(place: Place, path: string): boolean {
  if (place.lines(path) && !place.isBlank(path)) return false;
  const text = place.text(path);
  return !text ? USUAL.test(path) : HEADER.test(text) && anyConflicts(text).length > 0;
}

/** The paths of the TSV files below a folder. */
export function tsvFiles(place: Place, folder: string): string[] {
  const found: string[] = [];
  const open = [{ path: '', depth: 0 }];
  for (const { path, depth } of open) {
    const at = place.folder(path === '' ? folder : `${folder}/${path}`);
    const prefix = path === '' ? '' : `${path}/`;
    for (const name of [...(at?.files() ?? []), ...(at?.specials() ?? [])])
      if (name.endsWith('.tsv')) found.push(`${prefix}${name}`);
    if (found.length > MAX_FILES) return found.slice(0, MAX_FILES);
    if (depth < MAX_DEPTH)
      for (const name of at?.folders() ?? []) open.push({ path: `${prefix}${name}`, depth: depth + 1 });
  }
  return found;
}

// Undefined for a file without a column `step`.
function seriesOf(place: Place, path: string): Series | undefined {
  const parts = place.lines(path);
  const [header = '', ...lines] = parts?.text.split(/\r?\n/) ?? [];
  const columns = header.split('\t');
  const step = columns.indexOf('step');
  const at = columns.findIndex((name, i) => i !== step && name !== 'timestamp');
  if (!parts || step < 0 || at < 0) return undefined;
  const points = lines.flatMap((line): Point[] => {
    const cells = line.split('\t');
    const token = numberToken(cells[at] ?? '');
    return token === undefined ? [] : [{ value: jsonNumber(token), step: cells[step] ?? '' }];
  });
  return points.length === 0 ? undefined : { points, isWhole: parts.isWhole };
}
