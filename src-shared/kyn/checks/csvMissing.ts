// Reports a dataset whose CSV file does not exist or cannot be read. Nothing is reported while the state of the file is unknown.

import { fix } from '../../text/diagnostic';
import { differenceText } from '../../text/nameForm';
import { numberText } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { textOrLength } from '../../text/shortText';
import type { Check } from '../check';
import type { DataFile, NearPath } from '../data/data';
import { targetOf } from '../data/datasetText';
import { type Dvc, dvcAdvice } from '../data/dvcAdvice';

// Many datasets may use one param.
const MAX_PLACES = 1000;

/** The CSV file of a dataset was not found or cannot be read. */
export const csvMissing: Check = {
  code: 'csv-missing',
  severity: 'warning',
  stage: 'meaning',
  summary:
    'The CSV file of a dataset was found neither in the working folder (in an editor: the workspace folder) nor next to the spec, or it cannot be read: it is empty, is a Git LFS or git-annex pointer, is not UTF-8 text, or contains a merge conflict or an unclosed quote.',
  example: 'dataset Rows:\n    source = csv("gone.csv")\n    target = "y"\n',
  fix: 'Correct the path, or fetch the file. It may exist on the machine that runs the training.',
  *dataset({ block, params, source: { value, written }, file }) {
    const { span } = written;
    if (file.state === 'unreadable')
      yield {
        message: `${textOrLength(file.label, MAX_PLACES)} cannot be read: ${file.reason}. A run here cannot load its data.`,
        span,
      };
    // If a target is set, csvTarget reports the empty file.
    const isReported = file.state === 'found' && file.size === 0 && targetOf(block, params) !== undefined;
    const trouble = file.state === 'found' && !isReported ? troubleOf(file) : undefined;
    if (trouble !== undefined) yield { message: trouble, span };
    if (file.state !== 'missing') return;
    const near = file.dvc === undefined ? file.near() : undefined;
    const places = file.places.length > 0 ? file.places.join(' or ') : oneLine(value);
    yield {
      message: `File not found: ${textOrLength(places, MAX_PLACES)}. A run here cannot load its data; ${adviceFor(file.dvc, near)}`,
      span,
      fixes:
        near !== undefined && written.kind === 'string'
          ? [fix(`Change to \`"${near.path}"\``, span, `"${near.path}"`, false)]
          : [],
    };
  },
};

function adviceFor(dvc: Dvc | undefined, near: NearPath | undefined): string {
  if (dvc !== undefined) return `${dvcAdvice(dvc)}.`;
  if (near === undefined) return 'correct the path or fetch the file.';
  const { path, difference } = near;
  return `did you mean ${oneLine(path)}${difference ? `, ${differenceText(difference)}` : ''}?`;
}

// Why a file that exists cannot be read as a table.
function troubleOf({ label, head, trouble, advice, closed }: DataFile & { state: 'found' }): string | undefined {
  if (closed) return undefined;
  if (trouble !== undefined)
    return [
      `${label} ${trouble}, so its columns are unknown and nothing is checked against them.`,
      ...(advice === undefined ? [] : [advice]),
    ].join(' ');
  const unclosed = head?.sample().unclosed;
  if (unclosed === undefined) return undefined;
  return `${label} has an unclosed quote in row ${numberText(unclosed)}. The rest of the file is one field and is not checked.`;
}
