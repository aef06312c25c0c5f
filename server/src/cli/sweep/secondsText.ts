/** A duration in milliseconds for people: `34 ms`, `3.2 s`, `4 min 10 s`. Only zero looks like zero. */
export function secondsText(milliseconds: number): string {
  if (milliseconds < 100) return `${Math.ceil(milliseconds)} ms`;
  const whole = Math.round(milliseconds / 1000);
  return whole < 60 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
