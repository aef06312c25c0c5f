// The results of one part as text.
import { goalText, valueText } from './readmeTable.mjs';

/** A title, a line for each row with its figures, and the notes. */
export function partText(title, { rows, load, notes = [] }) {
  return [`${title} (load ${load.join(' to ')})`, ...rows.flatMap(rowLines), ...notes].join('\n');
}

function rowLines(row) {
  const goal = row.goal ? ` (goal ${goalText(row)}: ${row.met ? 'met' : 'not met'})` : '';
  const figures = Object.entries(row.figures).map(([name, figure]) => `${name} ${figureText(figure)}`);
  return [
    `  ${row.title}: ${valueText(row.value, row.unit)}${goal}`,
    ...(figures.length ? [`      ${figures.join('; ')}`] : []),
  ];
}

const figureText = figure =>
  typeof figure === 'object'
    ? Object.entries(figure)
        .map(([name, value]) => (Array.isArray(figure) ? value : `${name} ${value}`))
        .join(', ')
    : String(figure);
