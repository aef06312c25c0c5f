// Reports a dataset whose `target` is not a column of its CSV file.
import { fix } from '../../text/diagnostic';
import { suggest } from '../../text/suggest';
import type { Check, Report } from '../check';
import { columnsText, columnText, isWritable } from '../data/columnText';
import type { DataText } from '../data/data';
import { targetOf } from '../data/datasetText';

/** The header of the CSV file does not contain the target column. */
export const csvTarget: Check = {
  code: 'csv-target',
  severity: 'error',
  stage: 'meaning',
  summary:
    'The header of the CSV file does not contain the column that `target` names. It is a warning if the header can be read in more than one way.',
  example: 'dataset Rows:\n    source = csv("rows.csv")\n    target = "prize"\n',
  fix: 'Correct `target`, or the header of the file.',
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

// A reader such as pandas may rename columns: the second `a` becomes `a.1`, a column without a name `Unnamed: 3`.
function mayBeAdded(name: string, columns: readonly string[]): boolean {
  const base = /^(.*)\.\d+$/.exec(name)?.[1];
  const isRepeated = base !== undefined && columns.indexOf(base) !== columns.lastIndexOf(base);
  return isRepeated || (/^Unnamed: \d+$/.test(name) && columns.some(c => c.trim() === ''));
}

// For names of one or two letters nearly every other short name is similar.
function meantBy(name: string, columns: readonly string[]): string | undefined {
  const short = name.length < 3 ? columns.filter(c => c.toLowerCase() === name.toLowerCase()) : columns;
  return suggest(name, short.filter(isWritable));
}

function report(target: DataText, columns: readonly string[], label: string): Report {
  const missing = `${label} has no column ${columnText(target.value)}`;
  const [only = ''] = columns;
  if (columns.length === 1 && /[;\t|]/.test(only)) {
    const message = `${missing}: its header is a single column, ${columnText(only)}. Use commas as separators; others are not documented.`;
    return { message, severity: 'warning', ...at(target) };
  }
  const blanks = columns.find(c => c.trim() === target.value.trim());
  const meant = blanks ?? meantBy(target.value, columns);
  const advice =
    meant === undefined
      ? `; its ${columns.length === 1 ? 'only column is' : 'columns are'} ${columnsText(columns)}.`
      : `; did you mean ${columnText(meant)}?`;
  const { kind, span } = target.written;
  return {
    message: `${missing}${advice}`,
    span,
    // It is not documented whether spaces around a name are significant.
    ...(blanks !== undefined && { severity: 'warning' as const }),
    fixes:
      meant !== undefined && kind === 'string' && isWritable(meant)
        ? [fix(`Change to \`"${meant}"\``, span, `"${meant}"`, false)]
        : [],
  };
}
