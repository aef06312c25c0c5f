// Statistics of measured values.

/** The quantile of values for a fraction from 0 to 1; NaN without values. */
export function quantile(values, fraction) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? Number.NaN;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * The mean of the middle half. It ignores outliers, as the median does, but is more precise for values in coarse steps: Linux counts CPU
 * time in steps of 10 ms.
 */
export function midmean(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.floor(sorted.length / 4);
  const middle = sorted.slice(cut, sorted.length - cut);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** The smallest value: for times that are not compared with a peer, because other load only adds to them. */
export const fastest = values => Math.min(...values);

/** A number with at most three significant digits below 1,000, without decimals above. */
export const rounded = value => (Math.abs(value) < 1000 ? Number(value.toPrecision(3)) : Math.round(value));
