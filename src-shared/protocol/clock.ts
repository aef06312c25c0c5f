// How times are written: in local time with its zone on screens and terminals, in UTC in everything that is exported or copied
// (JSON, CSV, Markdown), because its reader may be in another zone. The zone comes from the caller.

/** The minutes that local time is ahead of UTC at a time in milliseconds since 1970. */
export type ZoneOffset = (time: number) => number;

/** Writes times in milliseconds since 1970; empty for a time that is not valid. */
export interface Clock {
  /** To the minute with the zone: `2026-04-18 17:30 +02:00`, `2026-04-18 15:30 UTC`. */
  readonly time: (time: number) => string;
  /** The day alone: `2026-04-18`. */
  readonly day: (time: number) => string;
}

/** Local time, for screens and terminals. */
export const localClock = (offset: ZoneOffset): Clock => ({
  time: time => `${minute(time + offset(time) * 60_000)} ${zoneText(offset(time))}`.trim(),
  day: time => minute(time + offset(time) * 60_000).slice(0, 10),
});

/** UTC, for exports. */
export const utcClock: Clock = {
  time: time => (minute(time) === '' ? '' : `${minute(time)} UTC`),
  day: time => minute(time).slice(0, 10),
};

/** The largest time of ECMAScript, in milliseconds. */
const MAX_TIME = 8.64e15;

const minute = (time: number): string =>
  Math.abs(time) <= MAX_TIME ? new Date(time).toISOString().replace(/^([^T]*)T(\d\d:\d\d).*/, '$1 $2') : '';

function zoneText(offset: number): string {
  if (!Number.isFinite(offset)) return '';
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
