// The table of the newest results in the README.

const BEGIN = '<!-- bench: generated from the newest file in bench/results/ -->';
const END = '<!-- /bench -->';

/** A value with its unit, as text. */
export function valueText(value, unit) {
  if (unit === 'ratio') return value.toFixed(2);
  return unit === 'per second' ? `${value.toLocaleString('en')} per second` : `${value.toLocaleString('en')} ${unit}`;
}

/** A goal as text; empty without one. */
export function goalText({ goal, unit }) {
  if (goal === undefined) return '';
  const [sign, limit] = goal.atMost === undefined ? ['at least', goal.atLeast] : ['at most', goal.atMost];
  return `${sign} ${valueText(limit, unit)}`;
}

/** The rows with a summary as a Markdown table, with a line on how they were measured. */
export function readmeTable({ machine, parts }) {
  const measured = Object.values(parts);
  const rows = measured.flatMap(part => part.rows).filter(row => row.summary !== undefined);
  const lines = rows.map(
    row => `| ${row.summary} | ${valueText(row.value, row.unit)} | ${goalText(row)} | ${metText(row)} |`,
  );
  const loads = measured.flatMap(part => part.load);
  const dates = [...new Set(measured.map(part => part.date.slice(0, 10)))].sort();
  return [
    '| Measured | Result | Goal | Met |',
    '|---|---|---|---|',
    ...lines,
    '',
    `${dates.join(' and ')}, Node ${machine.node}, ${machine.cores} cores with a load of ${Math.min(...loads)} to ${Math.max(...loads)}. A / B is the CPU time (or memory) of A relative to B in alternating runs.`,
  ].join('\n');
}

const metText = ({ met }) => (met === undefined ? '' : met ? 'yes' : '**no**');

/** The README with its table replaced. An error if it has no markers. */
export function withTable(readme, table) {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`The README needs the markers ${BEGIN} and ${END}.`);
  return `${readme.slice(0, from + BEGIN.length)}\n${table}\n${readme.slice(to)}`;
}

/** The name of the newest of some files named by their date; undefined if there are none. */
export const newestName = names =>
  names
    .filter(name => /^\d{4}-\d\d-\d\d\.json$/.test(name))
    .sort()
    .at(-1);
