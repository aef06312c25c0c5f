// Statistics and tables of measured times.

/** The quantile of values for a fraction from 0 to 1. */
export function quantile(values, fraction) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? Number.NaN;
}

/** The median. */
export const median = values => quantile(values, 0.5);

/** Milliseconds as text: two decimals below 10, one below 100, otherwise none. */
export const ms = value => `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;

/** Bytes as kB or MB. */
export const size = bytes => (bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** Rows as a table: the first column aligned to the left, the others to the right. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => row[column].length)));
  const line = row =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd();
  const [header, ...rest] = rows.map(line);
  return [header, '-'.repeat(header.length), ...rest].join('\n');
}
