// A time as Python writes it in ISO form.

const ISO = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:?\d\d)?$/;

/** A time in milliseconds since 1970, of a text such as `2025-05-12T20:28:13.123456-04:00`; without a zone it is UTC. Undefined for what is not a time. */
export function isoTime(text: string | undefined): number | undefined {
  const [, written, zone = 'Z'] = ISO.exec(text ?? '') ?? [];
  const time = written === undefined ? Number.NaN : Date.parse(`${written.slice(0, 23)}${zone}`);
  // JavaScript takes February 30 for March 2.
  const isDay =
    written !== undefined &&
    new Date(`${written.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(written.slice(8, 10));
  return Number.isNaN(time) || !isDay ? undefined : time;
}
