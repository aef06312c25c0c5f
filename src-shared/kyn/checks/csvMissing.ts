// The file of a dataset. Which files are there the shell says; where nothing is known, nothing is said.
import { fix } from '../../text/diagnostic';
import { oneLine } from '../../text/oneLine';
import type { Check } from '../check';
import type { DataFile } from '../data/data';
import { targetOf } from '../data/datasetText';

/** The CSV file of a dataset is in neither place where it is looked for, or cannot be read. */
export const csvMissing: Check = {
  code: 'csv-missing',
  severity: 'warning',
  stage: 'meaning',
  summary:
    'The CSV file of a dataset is neither in the working folder (in an editor the workspace folder) nor beside the spec, or it cannot be read: it is empty, no text in UTF-8, or a quote in it is not closed.',
  example: 'dataset Rows:\n    source = csv("gone.csv")\n    target = "y"\n',
  fix: 'Correct the path, or fetch the file. On the machine that trains it may be there.',
  *dataset({ block, params, source: { value, written }, file }) {
    const { span } = written;
    if (file.state === 'unreadable')
      yield { message: `${file.label} cannot be read: ${file.reason}. A run here would not find its data.`, span };
    // That an empty file has no column of the target is told there.
    const isTold = file.state === 'found' && file.size === 0 && targetOf(block, params) !== undefined;
    const trouble = file.state === 'found' && !isTold ? troubleOf(file) : undefined;
    if (trouble !== undefined) yield { message: trouble, span };
    if (file.state !== 'missing') return;
    const near = file.near();
    const advice = near === undefined ? 'correct the path, or fetch the file.' : `did you mean ${oneLine(near)}?`;
    const places = file.places.length > 0 ? file.places.join(', nor ') : oneLine(value);
    yield {
      message: `There is no file ${places}, so a run here would not find its data; ${advice}`,
      span,
      fixes:
        near !== undefined && written.kind === 'string' ? [fix(`Change to "${near}"`, span, `"${near}"`, false)] : [],
    };
  },
};

// A file that is there, and what keeps it from being read as a table.
function troubleOf({ label, head, trouble, closed }: DataFile & { state: 'found' }): string | undefined {
  if (closed) return undefined;
  if (trouble !== undefined)
    return `${label} ${trouble}, so its columns are not known and nothing is checked against them.`;
  const unclosed = head?.sample().unclosed;
  if (unclosed === undefined) return undefined;
  return `${label} has a quote in row ${unclosed.toLocaleString('en-US')} that is not closed, so the rest of the file is one field and nothing of it is checked.`;
}
