// The filter of the view of runs: `bert tag:paper state:current mae < 14`.
import { firstFew } from '../../text/firstFew';
import { shortText } from '../../text/shortText';
import { parseFilter } from './filter';
import { isSetting, type PathLabel, type RunRow, type RunValue, runValue, settingName } from './runRow';
import { badgesOf, distrustOf, hasDiverged, type StepsOf } from './trust';

/** How runs are named where they are filtered. */
export interface FilterWording {
  readonly label: PathLabel;
  readonly stepsOf: StepsOf;
}

/** A filter. `states`: those that it asks for. */
export interface ListFilter {
  readonly states: readonly ListState[];
  readonly matches: (row: RunRow, wording: FilterWording) => boolean;
  /** For what is not a run: whether all words are in a text. */
  readonly matchesText: (text: string) => boolean;
}

/** What `state:` may ask for. */
export const LIST_STATES = [
  'current',
  'stale',
  'unknown',
  'failed',
  'diverged',
  'baseline',
  'contradicted',
  'trusted',
  'unreadable',
] as const;

/** One of these. */
export type ListState = (typeof LIST_STATES)[number];

/** The filter in a text, or a sentence that states what is wrong with it. All parts must match. */
export function parseListFilter(text: string): ListFilter | string {
  const words = text.match(WORD) ?? [];
  const tags = valuesOf(words, 'tag');
  const states = valuesOf(words, 'state');
  const unknown = states.find(state => !LIST_STATES.some(known => known === state));
  if (unknown !== undefined)
    return `\`state:${shortText(unknown)}\` is not known. The states are ${firstFew(LIST_STATES, LIST_STATES.length, { text: s => s })}.`;
  const rest = words.filter(word => !KEYED.test(word));
  const joined = rest.join(' ');
  const conditions = OPERATOR.test(joined) ? parseFilter(joined) : undefined;
  if (typeof conditions === 'string') return conditions;
  const plain = conditions ? [] : rest.map(word => unquoted(word).toLowerCase());
  const asked = states as readonly ListState[];
  return {
    states: asked,
    matches: (row, wording) =>
      tags.every(tag => row.tags?.some(own => own.toLowerCase() === tag)) &&
      asked.every(state => isInState(row, state, wording)) &&
      (conditions?.matches(key => lookUp(row, key, wording.label)) ?? true) &&
      includesAll(plain, () => searchText(row, wording)),
    matchesText: other => tags.length === 0 && !conditions && includesAll(plain, () => other),
  };
}

// A quoted part may contain blanks.
const WORD = /(?:"[^"]*"|[^\s"])+/g;
const KEYED = /^(?:tag|state):/i;
const OPERATOR = /[<>=~]/;

const unquoted = (word: string): string => word.replaceAll('"', '');

const valuesOf = (words: readonly string[], key: string): string[] =>
  words.flatMap(word => {
    const [name, ...value] = unquoted(word).toLowerCase().split(':');
    return name === key && KEYED.test(word) ? [value.join(':').replace(/^#/, '')] : [];
  });

function isInState(row: RunRow, state: ListState, { stepsOf }: FilterWording): boolean {
  switch (state) {
    case 'current':
    case 'stale':
    case 'unknown':
      return row.spec.state === state;
    case 'failed':
      return row.failure !== undefined;
    case 'diverged':
      return hasDiverged(row);
    case 'baseline':
      return row.isBaseline === true;
    case 'contradicted':
      return badgesOf(row, stepsOf(row)).some(({ id }) => id === 'data-changed' || id === 'contradicted');
    case 'trusted':
      return distrustOf(row, stepsOf(row)).length === 0;
    case 'unreadable':
      return false;
  }
}

// A person writes `lr = 0.1` for `combo.lr`, as the list shows it.
const lookUp = (row: RunRow, key: string, label: PathLabel): RunValue | undefined =>
  runValue(row, key, label) ?? runValue(row, `combo.${key}`, label) ?? runValue(row, `params.${key}`, label);

function includesAll(words: readonly string[], text: () => string): boolean {
  if (words.length === 0) return true;
  const searched = text().toLowerCase();
  return words.every(word => searched.includes(word));
}

function searchText(row: RunRow, { label }: FilterWording): string {
  const { claims, spec, name, note, tags, kind, fields } = row;
  const settings = [...fields].flatMap(([key, node]) =>
    isSetting(key) && 'text' in node && !('secret' in node && node.secret) ? [`${settingName(key)}=${node.text}`] : [],
  );
  return [
    label(row.path),
    spec.path === undefined ? '' : label(spec.path),
    spec.state,
    name ?? '',
    note ?? '',
    ...(tags ?? []),
    claims.seed === undefined || claims.seed === null ? '' : `seed ${claims.seed}`,
    claims.configHash ?? '',
    kind.title,
    ...settings,
  ].join('\n');
}
