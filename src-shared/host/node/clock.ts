// A clock for durations that loads nothing: the first use of `performance` loads a library.

/** Milliseconds since some point in the past. Changes of the time of the system do not affect it. */
export function milliseconds(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
