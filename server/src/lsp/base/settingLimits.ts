// Which settings of an editor are beyond their limits, so that a part of them is not used. In `.kynml.json` this is a finding.
import { SETTINGS_LIMITS } from '../../../../src-shared/artifacts/findings/beyondLimit';
import { areWithinLimits } from '../../../../src-shared/text/glob';
import { numberText } from '../../../../src-shared/text/numberText';
import { at } from './settings';

const { lists: MAX_LISTS, entries: MAX_ENTRIES, name: MAX_NAME } = SETTINGS_LIMITS;

/** A sentence or more for each setting of the section `kynml` of which a part is not used. */
export function beyondLimits(section: unknown): string[] {
  const [runs, ignore] = [at(section, 'runs'), at(at(section, 'artifacts'), 'ignore')];
  const names = [
    ...(isBeyondWords(at(at(section, 'catalog'), 'extra')) ? ['catalog.extra'] : []),
    ...(keysOf(at(section, 'policy')).length > MAX_ENTRIES ? ['policy'] : []),
    ...(isBeyond(keysOf(at(runs, 'metricDirections'))) ? ['runs.metricDirections'] : []),
    ...(Array.isArray(ignore) && !areWithinLimits(ignore.filter(isText)) ? ['artifacts.ignore'] : []),
  ];
  return names.map(messageOf);
}

const messageOf = (name: string): string =>
  `The setting \`kynml.${name}\` is too long, so a part of it is not used. ${limitOf(name)} Shorten it.`;

const limitOf = (name: string): string =>
  name === 'artifacts.ignore'
    ? 'It may have 100 patterns with 2,000 characters altogether, and a pattern 1,000 characters.'
    : `A list may have ${numberText(MAX_ENTRIES)} entries, and a name ${MAX_NAME} characters.`;

const isText = (value: unknown): value is string => typeof value === 'string';

const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

const isBeyond = (names: readonly unknown[]): boolean =>
  names.length > MAX_ENTRIES || names.some(name => isText(name) && name.length > MAX_NAME);

const isBeyondWords = (extra: unknown): boolean =>
  keysOf(extra).length > MAX_LISTS ||
  keysOf(extra).some(list => {
    const words = at(extra, list);
    return Array.isArray(words) && isBeyond(words);
  });
