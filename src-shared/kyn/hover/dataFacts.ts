// Facts about the data for a hover: about the file on the path of a dataset, about the column on its target.
import { hiderOf } from '../../text/hiderOf';
import { counted, numberText } from '../../text/numberText';
import { type Span, shift, touches } from '../../text/span';
import type { Analysis } from '../analyze';
import { columnText } from '../data/columnText';
import type { CsvHead } from '../data/csvHead';
import type { Data, DataFile } from '../data/data';
import { sourceOf, targetOf } from '../data/datasetText';
import { dvcSentence } from '../data/dvcAdvice';
import { blocksOf } from '../names/scope';
import { secretTexts } from '../names/secretTexts';

/** Facts in one or two sentences of plain text, with the span that they are about. */
export interface DataFacts {
  readonly text: string;
  readonly span: Span;
}

/** The facts at an offset; undefined if no data is named there or nothing is known about it. */
export function dataFacts(
  { tree, scope, composition }: Pick<Analysis, 'tree' | 'scope' | 'composition'>,
  offset: number,
  data: Data,
): DataFacts | undefined {
  const placed = blocksOf(tree, 'dataset').find(p => p.at <= offset && offset <= p.at + p.item.text.length);
  const source = placed && sourceOf(placed.item, scope.params);
  if (!placed || !source) return undefined;
  const target = targetOf(placed.item, scope.params);
  const at = (span: Span): Span => shift(span, placed.at);
  const isOn = (span: Span | undefined): boolean => span !== undefined && touches(at(span), offset);
  const file = data.find(source.value);
  // A path or a column may be the value of a param that is a secret.
  const hide = hiderOf(secretTexts(tree, composition));
  if (isOn(source.written.span)) return textOf(hide(fileText(file)), at(source.written.span));
  if (!target || !isOn(target.written.span)) return undefined;
  return textOf(
    file.state === 'found' && file.head ? hide(columnFacts(file.head, target.value)) : '',
    at(target.written.span),
  );
}

const textOf = (text: string, span: Span): DataFacts | undefined => (text === '' ? undefined : { text, span });

function fileText(file: DataFile): string {
  switch (file.state) {
    case 'found':
      return file.closed
        ? `${file.label} is outside the workspace or is a link to a file outside it. It is not opened, so its columns are not known.`
        : `${file.label}: ${sizeText(file.size)}. ${file.head ? headText(file.head) : unknownColumns(file)}`;
    case 'missing':
      return [
        file.places.length > 0 ? `File not found: ${file.places.join(' or ')}.` : 'File not found.',
        ...(file.dvc === undefined ? [] : [dvcSentence(file.dvc)]),
      ].join(' ');
    case 'unreadable':
      return `${file.label} cannot be read: ${file.reason}.`;
    case 'unknown':
      return file.why ?? '';
  }
}

const unknownColumns = ({ trouble = 'has no header', advice }: DataFile & { state: 'found' }): string =>
  [`Its columns are not known: it ${trouble}.`, ...(advice === undefined ? [] : [advice])].join(' ');

function headText({ columns, sample }: CsvHead): string {
  const { rows, whole, numeric } = sample();
  const count = counted(columns.length, 'column');
  if (rows === 0) return `${count}, no rows.`;
  const sampled = whole
    ? rows === 1
      ? 'its one row'
      : `all ${numberText(rows)} rows`
    : rows === 1
      ? 'the first row'
      : `the first ${numberText(rows)} rows`;
  return `${count}, ${numberText(numeric.filter(Boolean).length)} of them numeric in ${sampled}.`;
}

function columnFacts({ columns, sample }: CsvHead, name: string): string {
  const at = columns.indexOf(name);
  if (at < 0) return '';
  const { rows, numeric } = sample();
  const kind = rows === 0 ? 'no rows' : numeric[at] ? 'numeric' : 'not all values are numbers';
  return `Column ${columnText(name)}, ${at + 1} of ${columns.length}: ${kind}. It is dropped from the features.`;
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
