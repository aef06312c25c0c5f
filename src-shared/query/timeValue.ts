// A time as people and lists write it: `2026-04`, `2026-04-18`, `2026-04-18 17:30 +02:00`, `2026-04-18T15:30:05.123Z`.

/** The milliseconds since 1970 that a time covers: from `start` to before `end`. A month covers all its days. */
export interface TimeValue {
  readonly start: number;
  readonly end: number;
}

const DAY = String.raw`(\d{4})(?:-(\d\d)(?:-(\d\d)`;
const CLOCK = String.raw`(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(?: ?(Z|UTC|[+-]\d\d:?\d\d))?)?`;
const TIME = new RegExp(`^(?:about )?${DAY}${CLOCK})?)?$`);

/** The time in a text; UTC without a zone. Undefined for another text, and for a time that does not exist, such as the 30th of February. */
export function timeValue(text: string): TimeValue | undefined {
  const [, year, month, day, ...clock] = TIME.exec(text) ?? [];
  if (year === undefined) return undefined;
  const date = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)] as const;
  if (!exists(date)) return undefined;
  if (clock[0] !== undefined) return timeOfDay(`${year}-${month}-${day}`, clock);
  if (day !== undefined) return between(date, [0, 0, 1]);
  return between(date, month === undefined ? [1, 0, 0] : [0, 1, 0]);
}

function timeOfDay(
  date: string,
  [hour, minute, second, fraction, zone]: readonly (string | undefined)[],
): TimeValue | undefined {
  const start = Date.parse(
    `${date}T${hour}:${minute}:${second ?? '00'}${(fraction ?? '').slice(0, 4)}${offsetText(zone)}`,
  );
  if (Number.isNaN(start)) return undefined;
  return { start, end: start + (fraction ? 1 : second ? 1000 : 60_000) };
}

type DateParts = readonly [year: number, month: number, day: number];

function utc([year, month, day]: DateParts): number {
  const date = new Date(0);
  // Date.UTC takes the years before 100 for those of the last century.
  date.setUTCFullYear(year, month, day);
  return date.getTime();
}

// The 31st of a shorter month would be a day of the next one.
function exists(date: DateParts): boolean {
  const found = new Date(utc(date));
  return found.getUTCMonth() === date[1] && found.getUTCDate() === date[2];
}

const between = (date: DateParts, [years, months, days]: DateParts): TimeValue => ({
  start: utc(date),
  end: utc([date[0] + years, date[1] + months, date[2] + days]),
});

const offsetText = (zone = 'Z'): string => (zone === 'UTC' ? 'Z' : zone.replace(/^(...):?(..)$/, '$1:$2'));
