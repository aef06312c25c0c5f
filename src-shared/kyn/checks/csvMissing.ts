// The file of a dataset. Which files are there the shell says; where nothing is known, nothing is said.
import { oneLine } from '../../text/oneLine';
import { type Check, fix } from '../check';

/** The CSV file of a dataset is in neither place where it is looked for, or cannot be read. */
export const csvMissing: Check = {
  code: 'csv-missing',
  severity: 'warning',
  stage: 'meaning',
  summary:
    'The CSV file of a dataset is neither in the working folder (in an editor the workspace folder) nor beside the spec, or it cannot be read.',
  example: 'dataset Rows:\n    source = csv("gone.csv")\n    target = "y"\n',
  cure: 'Correct the path, or fetch the file. On the machine that trains it may be there.',
  *dataset({ source: { value, written }, file }) {
    const { span } = written;
    if (file.state === 'unreadable')
      yield { message: `${file.label} cannot be read: ${file.reason}. A run here would not find its data.`, span };
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
