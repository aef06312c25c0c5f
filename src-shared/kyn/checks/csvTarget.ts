// The target of a dataset against the header of its file.

import { fix } from '../../text/diagnostic';
import { suggest } from '../../text/suggest';
import type { Check, Report } from '../check';
import { columnsText, columnText, isWritable } from '../data/columnText';
import type { DataText } from '../data/data';
import { targetOf } from '../data/datasetText';

/** The file has no column of the name that `target` gives. */
export const csvTarget: Check = {
  code: 'csv-target',
  severity: 'error',
  stage: 'meaning',
  summary:
    'The header of the CSV file has no column of the name that `target` gives. A warning where the header can be read in more than one way.',
  example: 'dataset Rows:\n    source = csv("rows.csv")\n    target = "prize"\n',
  fix: 'Correct the name, or the header of the file.',
  *dataset({ block, params, file }) {
    const target = targetOf(block, params);
    if (!target || file.state !== 'found') return;
    if (file.size === 0 && !file.closed)
      yield { message: `${file.label} is empty, so it has no column ${columnText(target.value)}.`, ...at(target) };
    const columns = file.head?.columns;
    if (columns && !columns.includes(target.value) && !mayBeAdded(target.value, columns))
      yield report(target, columns, file.label);
  },
};

const at = ({ written }: DataText) => ({ span: written.span });

// What reads a table may name columns itself: the second `a` is `a.1`, one without a name `Unnamed: 3`.
function mayBeAdded(name: string, columns: readonly string[]): boolean {
  const base = /^(.*)\.\d+$/.exec(name)?.[1];
  const again = base !== undefined && columns.indexOf(base) !== columns.lastIndexOf(base);
  return again || (/^Unnamed: \d+$/.test(name) && columns.some(c => c.trim() === ''));
}

// Of names of one or two letters nearly every other one is a near one.
function meantBy(name: string, columns: readonly string[]): string | undefined {
  const short = name.length < 3 ? columns.filter(c => c.toLowerCase() === name.toLowerCase()) : columns;
  return suggest(name, short.filter(isWritable));
}

function report(target: DataText, columns: readonly string[], label: string): Report {
  const lack = `${label} has no column ${columnText(target.value)}`;
  const [only = ''] = columns;
  if (columns.length === 1 && /[;\t|]/.test(only)) {
    const message = `${lack}: its header is one column, ${columnText(only)}. Are commas missing? Other separators are not documented.`;
    return { message, severity: 'warning', ...at(target) };
  }
  const blanks = columns.find(c => c.trim() === target.value.trim());
  const meant = blanks ?? meantBy(target.value, columns);
  const advice = meant === undefined ? `; it has ${columnsText(columns)}.` : `; did you mean ${columnText(meant)}?`;
  const { kind, span } = target.written;
  return {
    message: `${lack}${advice}`,
    span,
    // Whether blanks around a name count is not documented.
    ...(blanks !== undefined && { severity: 'warning' as const }),
    fixes:
      meant !== undefined && kind === 'string' && isWritable(meant)
        ? [fix(`Change to "${meant}"`, span, `"${meant}"`, false)]
        : [],
  };
}
