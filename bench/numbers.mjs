// Measured times -> figures and tables.

/** The value below which a part (0 to 1) of the values lies. */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** The middle value. */
export const median = values => quantile(values, 0.5);

/** Milliseconds for people: two significant digits are enough on a shared machine, one decimal more below ten. */
export const ms = value => `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;

/** Bytes as kB or MB. */
export const size = bytes => (bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** Rows of cells as lines, each column as wide as its widest cell; the first column to the left, the others to the right. */
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
