// The time of a run as a text that shows how much it can be trusted.
import { type Clock, utcClock } from '../../protocol/clock';
import type { RunTime, TimeSource } from '../../runs/time/runTime';

const NOTES: Readonly<Record<TimeSource, string>> = {
  record: '',
  artifact: '',
  folder: '',
  commit: ' (commit)',
  file: ' (file time)',
};

/** `2026-04-18 17:30 +02:00`; `about 2026-04-18 17:30` where the zone is not known; with a note where the time is not that of the run itself. */
export function runTimeText({ time, source, about }: RunTime, clock: Clock): string {
  if (about === undefined) return clock.time(time) + NOTES[source];
  return `about ${about === 'day' ? utcClock.day(time) : utcClock.time(time).replace(/ UTC$/, '')}`;
}

/** The same without a zone and a note, for narrow places whose tooltip has the whole text: `2026-04-18 17:30`, `2026-04-18`. */
export function shortTimeText({ time, about }: RunTime, clock: Clock): string {
  const { time: timeText, day } = about === undefined ? clock : utcClock;
  return about === 'day' ? day(time) : timeText(time).slice(0, 'yyyy-mm-dd hh:mm'.length);
}

/** The day with the kind of the time: `2026-04-18`, `about 2026-04-18`, `2026-04-18 (file time)`. */
export const runDayText = ({ time, source, about }: RunTime, clock: Clock): string =>
  about === undefined ? clock.day(time) + NOTES[source] : `about ${utcClock.day(time)}`;
