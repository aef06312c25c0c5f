// The date that people and trackers put into the name of a run's folder: `2026-04-18`, `20260418_140533`, `outputs/2026-04-18/14-05-33`.

/** A date in a name. Its time zone is not known, so `time` (milliseconds since 1970) has the digits of the name as UTC. */
export interface FolderDate {
  readonly time: number;
  readonly hasClock: boolean;
}

const DATE = String.raw`(?<![0-9])(20\d\d)(?:-([01]\d)-([0-3]\d)|([01]\d)([0-3]\d))`;
const CLOCK = String.raw`([0-2]\d)(?:[-:.h_]?)([0-5]\d)(?:[-:.m_]?([0-5]\d))?(?![0-9])`;
const DATE_AND_CLOCK = new RegExp(`${DATE}[T _-]${CLOCK}`);
const DATE_ALONE = new RegExp(`${DATE}(?![0-9])`);
const CLOCK_ALONE = new RegExp(`^${CLOCK}$`);

/** The date in the folders of a relative path, the innermost first; undefined where none has one. The name of the file does not count. */
export function folderDate(path: string): FolderDate | undefined {
  const folders = path.split('/').slice(0, -1);
  for (let i = folders.length - 1; i >= 0; i--) {
    const found = dateIn(folders[i] ?? '', folders[i + 1] ?? '');
    if (found) return found;
  }
  return undefined;
}

// Hydra writes the clock as a folder in the folder of the date.
function dateIn(name: string, inner: string): FolderDate | undefined {
  const both = DATE_AND_CLOCK.exec(name);
  if (both) return dated(both, both.slice(6));
  const date = DATE_ALONE.exec(name);
  if (!date) return undefined;
  return dated(date, CLOCK_ALONE.exec(inner)?.slice(1) ?? []);
}

function dated([, year, month, day, month2, day2]: RegExpExecArray, clock: readonly string[]): FolderDate | undefined {
  const [hours, minutes, seconds] = [clock[0] ?? '00', clock[1] ?? '00', clock[2] ?? '00'];
  const text = `${year}-${month ?? month2}-${day ?? day2}T${hours}:${minutes}:${seconds}.000Z`;
  const time = Date.parse(text);
  // Date.parse accepts the 31st of a shorter month as a day of the next one.
  return Number.isNaN(time) || new Date(time).toISOString() !== text ? undefined : { time, hasClock: clock.length > 0 };
}
