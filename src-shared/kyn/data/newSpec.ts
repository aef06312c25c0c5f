// The text of a new spec: it has the canonical form and passes every check. With data, it is filled from the header of the CSV file; without, the path,
// the target and the input width are placeholders that a comment marks, and `csv-missing` is the only finding, because only the author knows the data.
import { columnsText, isWritable } from './columnText';
import type { CsvHead } from './csvHead';

/** The data of a new spec. */
export interface NewSpecData {
  /** As written in `csv(...)`; it is writable. */
  readonly path: string;
  /** One of the columns; it is writable. */
  readonly target: string;
  readonly head: CsvHead;
}

/** Marks a text that the author replaces, for example as a tab stop of a snippet. */
export type MarkText = (text: string) => string;

/** The path in a spec without data. */
export const PLACEHOLDER_PATH = 'your-data.csv';

interface Parts {
  readonly path: string;
  readonly target: string;
  readonly dataNote: string;
  readonly inputNote: string;
  readonly outputNote: string;
  readonly width: number;
  readonly units: number;
  readonly loss: string;
  readonly metrics: string;
}

const REGRESSION = { units: 1, loss: 'mse', metrics: 'mae, rmse', outputNote: '' };
const CLASSIFICATION = {
  units: 2,
  loss: 'cross_entropy',
  metrics: 'accuracy',
  outputNote: '# The target is text: write the number of its different values below.',
};

const PLACEHOLDERS: Parts = {
  ...REGRESSION,
  path: PLACEHOLDER_PATH,
  target: 'target',
  dataNote: '# Replace the path with your CSV file, and the target with the column to predict.',
  inputNote: '# Replace the number with the number of columns other than the target.',
  width: 4,
};

/** The text of a new spec. */
export const newSpecText = (data?: NewSpecData): string => specOf(data ? partsOf(data) : PLACEHOLDERS, text => text);

/** The new spec without data as a snippet: what the author replaces is marked. */
export const newSpecSnippet = (mark: MarkText): string =>
  specOf({ ...PLACEHOLDERS, dataNote: '', inputNote: '' }, mark).replaceAll('$lr', '\\$lr');

function partsOf({ path, target, head: { columns, sample } }: NewSpecData): Parts {
  const { numeric, rows } = sample();
  const isText = (name: string): boolean => rows > 0 && numeric[columns.indexOf(name)] === false;
  const texts = columns.filter(name => name !== target && isText(name));
  const inputNote =
    texts.length === 0
      ? ''
      : `# Not all columns are numbers (${columnsText(texts)}): text becomes one input for each value, so correct the number.`;
  const task = isText(target) ? CLASSIFICATION : REGRESSION;
  return { ...task, path, target, dataNote: '', inputNote, width: columns.length - 1 };
}

function specOf(parts: Parts, mark: MarkText): string {
  const note = (text: string): string[] => (text === '' ? [] : [`    ${text}`]);
  return [
    `# ${mark('What this run is for, in one line.')}`,
    'params:',
    `    lr = ${mark('0.001')}`,
    '',
    'dataset Data:',
    ...note(parts.dataNote),
    `    source = csv("${mark(parts.path)}")`,
    `    target = "${mark(parts.target)}"`,
    '    normalize = true',
    '',
    'model Net:',
    ...note(parts.inputNote),
    `    input ${mark(String(parts.width))}`,
    '    dense 16 relu',
    ...note(parts.outputNote),
    `    dense ${parts.units} linear`,
    '',
    'train:',
    '    model = Net',
    '    data = Data',
    `    loss = ${parts.loss}`,
    '    optimizer = adam(lr=$lr)',
    `    epochs = ${mark('20')}`,
    '    seed = 42',
    '    deterministic = true',
    '',
    'evaluate:',
    `    metrics = [${parts.metrics}]`,
    '',
  ].join('\n');
}

const TARGET_NAMES = ['target', 'label', 'labels', 'y', 'class', 'outcome', 'response', 'output'];
const TARGET_ENDINGS = /(?:price|cost|value|amount|salary|score|rating)$/i;

/** The columns that can be the target, the most likely first: a column with a usual name, otherwise the last one. */
export function targetChoices(columns: readonly string[]): string[] {
  const choices = [...new Set(columns)].filter(isWritable);
  const usual = TARGET_NAMES.flatMap(name => choices.filter(column => column.trim().toLowerCase() === name));
  const likely = usual[0] ?? choices.findLast(column => TARGET_ENDINGS.test(column.trim())) ?? choices.at(-1);
  return likely === undefined ? [] : [likely, ...choices.filter(column => column !== likely)];
}
