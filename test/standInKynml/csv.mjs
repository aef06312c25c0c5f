// Reads a CSV of numbers: a header, then one line for each row. Quotes and text columns are not supported.

/**
 * The columns and rows of a CSV text.
 * @param {string} text
 * @returns {{ columns: string[], rows: number[][] }}
 * @throws {Error} that names the line and the column of the first cell that is not a number
 */
export function parseCsv(text) {
  const [header = '', ...lines] = text.split(/\r\n|\r|\n/).filter(line => line !== '');
  const columns = header.split(',');
  return { columns, rows: lines.map((line, i) => parseRow(line, columns, i + 2)) };
}

function parseRow(line, columns, lineNumber) {
  const cells = line.split(',');
  return columns.map((column, i) => {
    const cell = cells[i] ?? '';
    const number = Number(cell);
    if (cell.trim() === '' || !Number.isFinite(number)) {
      throw new Error(`line ${lineNumber}, column '${column}' contains '${cell}', which is not a number`);
    }
    return number;
  });
}
