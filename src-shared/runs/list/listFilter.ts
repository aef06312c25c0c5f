// The filter of the view of runs: `bert tag:paper state:current mae < 14`.
import { diverged } from '../../artifacts/findings/diverged';
import { parseFilter } from '../../query/filter';
import { shortText } from '../../text/shortText';
import {
  isSetting,
  nameOf,
  type PathLabel,
  type RunRow,
  type RunValue,
  runPath,
  runValue,
  settingName,
} from './runRow';
import { badgesOf, distrustOf, hasDiverged, type RunBadge, type StepsOf } from './trust';

/** How runs are named where they are filtered. */
export interface FilterWording {
  readonly label: PathLabel;
  readonly stepsOf: StepsOf;
}

/** A filter. `states`: those that it asks for. */
export interface ListFilter {
  readonly states: readonly string[];
  readonly matches: (row: RunRow, wording: FilterWording) => boolean;
  /** For what is not a run: whether all words are in a text. */
  readonly matchesText: (text: string) => boolean;
}

type IsInState = (row: RunRow, wording: FilterWording) => boolean;

const ofSpec =
  (state: RunRow['spec']['state']): IsInState =>
  ({ spec }) =>
    spec.state === state;

/** What `state:` may ask for. No run is unreadable; files that should be runs may be. */
const STATES: ReadonlyMap<string, IsInState> = new Map([
  ['current', ofSpec('current')],
  ['stale', ofSpec('stale')],
  ['unknown', ofSpec('unknown')],
  ['failed', ({ failure }) => failure !== undefined],
  [diverged.code, hasDiverged],
  ['baseline', ({ isBaseline }) => isBaseline === true],
  ['contradicted', (row, { stepsOf }) => badgesOf(row, stepsOf(row)).some(badge => CONTRADICTED.has(badge.id))],
  ['trusted', (row, { stepsOf }) => distrustOf(row, stepsOf(row)).length === 0],
  ['unreadable', () => false],
]);

const CONTRADICTED: ReadonlySet<RunBadge['id']> = new Set(['data-changed', 'contradicted']);

/** The filter in a text, or a sentence that states what is wrong with it. All parts must match. */
export function parseListFilter(text: string): ListFilter | string {
  const words = wordsOf(text);
  const tags = valuesOf(words, 'tag');
  const states = valuesOf(words, 'state');
  const unknown = states.find(state => !STATES.has(state));
  if (unknown !== undefined)
    return `\`state:${shortText(unknown)}\` is not known. The states are ${[...STATES.keys()].join(', ')}.`;
  const rest = words.filter(word => !KEYED.test(word));
  const joined = rest.join(' ');
  const conditions = OPERATOR.test(joined) ? parseFilter(joined) : undefined;
  if (typeof conditions === 'string') return conditions;
  const plain = conditions ? [] : rest.map(word => unquoted(word).toLowerCase());
  return {
    states,
    matches: (row, wording) =>
      tags.every(tag => row.tags?.some(own => own.toLowerCase() === tag)) &&
      states.every(state => STATES.get(state)?.(row, wording)) &&
      (conditions?.matches(key => lookUp(row, key, wording.label)) ?? true) &&
      includesAll(plain, () => searchText(row, wording)),
    matchesText: other => tags.length === 0 && !conditions && includesAll(plain, () => other),
  };
}

// A quoted part may contain blanks; one that is not closed yet reaches to the end.
function wordsOf(text: string): string[] {
  const words = [''];
  let isQuoted = false;
  for (const char of text) {
    if (char === '"') isQuoted = !isQuoted;
    if (!isQuoted && BLANK.test(char)) words.push('');
    else words[words.length - 1] += char;
  }
  return words.filter(word => word !== '');
}

const BLANK = /\s/;
const KEYED = /^(?:tag|state):/i;
const OPERATOR = /[<>=~]/;

const unquoted = (word: string): string => word.replaceAll('"', '');

const valuesOf = (words: readonly string[], key: string): string[] =>
  words.flatMap(word => {
    const [name, ...value] = unquoted(word).toLowerCase().split(':');
    return name === key && KEYED.test(word) ? [value.join(':').replace(/^#/, '')] : [];
  });

// A person writes `lr = 0.1` for `combo.lr`, as the list shows it.
const lookUp = (row: RunRow, key: string, label: PathLabel): RunValue | undefined =>
  runValue(row, key, label) ?? runValue(row, `combo.${key}`, label) ?? runValue(row, `params.${key}`, label);

function includesAll(words: readonly string[], text: () => string): boolean {
  if (words.length === 0) return true;
  const searched = text().toLowerCase();
  return words.every(word => searched.includes(word));
}

function searchText(row: RunRow, { label }: FilterWording): string {
  const { claims, spec, note, tags, kind, fields } = row;
  const settings = [...fields].flatMap(([key, node]) =>
    isSetting(key) && 'text' in node && !('secret' in node && node.secret) ? [`${settingName(key)}=${node.text}`] : [],
  );
  return [
    label(runPath(row)),
    spec.path === undefined ? '' : label(spec.path),
    spec.state,
    nameOf(row) ?? '',
    note ?? '',
    ...(tags ?? []),
    claims.seed === undefined || claims.seed === null ? '' : `seed ${claims.seed}`,
    claims.configHash ?? '',
    kind.title,
    ...settings,
  ].join('\n');
}
