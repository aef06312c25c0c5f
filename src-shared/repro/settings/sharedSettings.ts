// The settings that a project can share in `.kynml.json`. One reader for that file and for the settings of an editor, which have the same names.
import { SETTINGS_LIMITS } from '../../artifacts/findings/beyondLimit';
import type { ChosenDirections } from '../../kyn/catalogue/metricDirection';
import type { PolicySetting } from '../../protocol/settings';

/** Shared settings; each is empty where it is not set. */
export interface SharedSettings {
  /** Words to accept besides the catalogue, by category (`activation`, `loss`, ...). */
  readonly extraWords: Readonly<Record<string, readonly string[]>>;
  /** Severities of differences that override the table, by row. */
  readonly policy: PolicySetting;
  /** Patterns of files that are never artifacts, relative to a folder. */
  readonly ignore: readonly string[];
  /** The metric that lists of runs show first. */
  readonly headlineMetric: string;
  /** Which values of a metric are better, where its name does not show it. */
  readonly metricDirections: ChosenDirections;
}

/** No settings. */
export const noSharedSettings: SharedSettings = {
  extraWords: {},
  policy: {},
  ignore: [],
  headlineMetric: '',
  metricDirections: {},
};

/** Reads the section `kynml` of an editor or the content of `.kynml.json`. Missing and malformed values count as not set. */
export function readSharedSettings(section: unknown): SharedSettings {
  const [runs, ignore] = [at(section, 'runs'), at(at(section, 'artifacts'), 'ignore')];
  const headlineMetric = at(runs, 'headlineMetric');
  return {
    extraWords: wordLists(at(at(section, 'catalog'), 'extra')),
    policy: policySetting(at(section, 'policy')),
    ignore: Array.isArray(ignore) && ignore.every(isText) ? ignore : [],
    headlineMetric: isText(headlineMetric) ? headlineMetric : '',
    metricDirections: directions(at(runs, 'metricDirections')),
  };
}

/** Settings of which those of `first` count where both have one: each list of words, each row and each metric on its own. */
export const withPrecedence = (first: SharedSettings, second: SharedSettings): SharedSettings => ({
  extraWords: { ...second.extraWords, ...withoutEmpty(first.extraWords) },
  policy: { ...second.policy, ...first.policy },
  ignore: first.ignore.length > 0 ? first.ignore : second.ignore,
  headlineMetric: first.headlineMetric === '' ? second.headlineMetric : first.headlineMetric,
  metricDirections: { ...second.metricDirections, ...first.metricDirections },
});

const withoutEmpty = (lists: SharedSettings['extraWords']): SharedSettings['extraWords'] =>
  Object.fromEntries(Object.entries(lists).filter(([, words]) => words.length > 0));

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

// What a file has beyond the limits is a finding, and what an editor has is a notice.
const { lists: MAX_LISTS, entries: MAX_WORDS, name: MAX_WORD_LENGTH } = SETTINGS_LIMITS;

const isText = (value: unknown): value is string => typeof value === 'string';
const isUsable = (word: unknown): word is string => isText(word) && word.length <= MAX_WORD_LENGTH;

const entriesOf = (value: unknown, most: number): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value).slice(0, most) : [];

const wordLists = (value: unknown): Record<string, string[]> =>
  Object.fromEntries(
    entriesOf(value, MAX_LISTS).map(([list, words]) => [
      list,
      Array.isArray(words) ? words.filter(isUsable).slice(0, MAX_WORDS) : [],
    ]),
  );

// Severities of rows and the switch `strict`; other values are ignored.
const policySetting = (value: unknown): PolicySetting =>
  Object.fromEntries(
    entriesOf(value, MAX_WORDS).flatMap(([name, v]): [string, PolicySetting[string]][] =>
      (name === 'strict' ? typeof v === 'boolean' : v === 'info' || v === 'warn' || v === 'error')
        ? [[name, v as PolicySetting[string]]]
        : [],
    ),
  );

const directions = (value: unknown): ChosenDirections =>
  Object.fromEntries(
    entriesOf(value, MAX_WORDS).flatMap(([name, v]) =>
      isUsable(name) && (v === 'lower' || v === 'higher') ? [[name, v] as const] : [],
    ),
  );
