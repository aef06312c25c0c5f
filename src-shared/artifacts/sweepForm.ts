// The forms of sweep_results.json: which of the possible names each part has, and names that contradict each other.
// The names are not documented, so the likely ones are tried; the form that was read is reported.
import { type JsonMember, type JsonNode, lastMember, members } from '../text/jsonText';
import { hasAny } from './shape';
import { valueIdentity } from './valueIdentity';

/** The names of each part of a combination. The first one that exists is used. */
export const PART_NAMES = {
  combo: ['combo', 'params'],
  script: ['script', 'script_path'],
  exit_code: ['exit_code', 'returncode'],
  manifest: ['manifest'],
} as const;

/** A part of a combination. */
export type SweepPart = keyof typeof PART_NAMES;

/** All parts, in the order in which they are shown. */
export const sweepParts = Object.keys(PART_NAMES) as readonly SweepPart[];

const LIST_NAMES = ['results', 'combos'];

/** The list of combinations, and the key of that list where it is in an object. */
export interface SweepList {
  readonly items: readonly JsonNode[];
  readonly under?: string;
}

/** The list of combinations; undefined where the file has none. */
export function sweepList(root: JsonNode): SweepList | undefined {
  if (root.kind === 'array') return { items: root.items };
  const lists = listMembers(root);
  const found = lists.find(({ items }) => items.length > 0) ?? lists[0];
  return found && { items: found.items, under: found.key };
}

type ListMember = JsonMember & { readonly items: readonly JsonNode[] };

// A list of which no item has a part of a combination is something else, unless it is the only list.
function listMembers(root: JsonNode): ListMember[] {
  const lists = LIST_NAMES.flatMap(name => {
    const found = lastMember(root, name);
    return found?.value.kind === 'array' ? [{ ...found, items: found.value.items }] : [];
  });
  const ofParts = lists.filter(({ items }) => items.length === 0 || items.some(hasPart));
  return ofParts.length > 0 ? ofParts : lists.slice(0, 1);
}

const hasPart = (item: JsonNode): boolean => hasAny(item, ...Object.values(PART_NAMES).flat());

const membersOfPart = (entry: JsonNode, part: SweepPart): JsonMember[] =>
  PART_NAMES[part].flatMap(name => lastMember(entry, name) ?? []);

/** A part of a combination under the first of its names that has a value; where none has, under the first that exists. */
export function sweepPart(entry: JsonNode, part: SweepPart): JsonMember | undefined {
  const found = membersOfPart(entry, part);
  return found.find(({ value }) => !isNothing(value)) ?? found[0];
}

const isNothing = (value: JsonNode): boolean =>
  value.kind === 'null' || (value.kind === 'object' && value.members.length === 0);

/** The names of a part whose values are equal, so that they are one fact. */
export function equalNames(entry: JsonNode, part: SweepPart): readonly string[] {
  const found = sweepPart(entry, part);
  const same = membersOfPart(entry, part).filter(m => found && valueIdentity(m.value) === valueIdentity(found.value));
  return same.map(({ key }) => key);
}

/** A part of a combination; undefined where its names contradict each other, so that nothing is claimed. */
export const agreedPart = (entry: JsonNode, part: SweepPart): JsonMember | undefined =>
  contradictionOf(entry, part) ? undefined : sweepPart(entry, part);

/** A key whose value contradicts that of another name of the same thing. */
export interface Contradiction {
  readonly member: JsonMember;
  /** The other name, which comes first in the order of the names. */
  readonly other: string;
}

/** The contradiction of a part. Names with equal values do not contradict each other, nor do objects whose common keys have equal values. */
export const contradictionOf = (entry: JsonNode, part: SweepPart): Contradiction | undefined =>
  contradictionAmong(membersOfPart(entry, part));

/** The contradiction of the lists of a file. */
export const contradictingLists = (root: JsonNode): Contradiction | undefined => contradictionAmong(listMembers(root));

function contradictionAmong([first, second]: readonly JsonMember[]): Contradiction | undefined {
  return first && second && contradicts(first.value, second.value) ? { member: second, other: first.key } : undefined;
}

// One object may have more keys, e.g. the axes of the sweep beside all params.
function contradicts(a: JsonNode, b: JsonNode): boolean {
  if (a.kind !== 'object' || b.kind !== 'object') return valueIdentity(a) !== valueIdentity(b);
  const others = members(b);
  return [...members(a).values()].some(({ key, value }) => {
    const other = others.get(key)?.value;
    return other !== undefined && valueIdentity(value) !== valueIdentity(other);
  });
}

/** The form of a file in words: `the list results of combo, script, exit_code, manifest`; empty where it has no list. */
export function sweepFormText(root: JsonNode): string {
  const list = sweepList(root);
  if (!list) return '';
  const names = sweepParts.map(part => [...new Set(list.items.flatMap(i => sweepPart(i, part)?.key ?? []))].join('/'));
  const present = names.filter(name => name !== '').join(', ');
  const form = list.under === undefined ? 'a list' : `the list ${list.under}`;
  return present === '' ? form : `${form} of ${present}`;
}

const WORDS: Readonly<Record<SweepPart, string>> = {
  combo: 'combinations',
  script: 'scripts',
  exit_code: 'exit codes',
  manifest: 'manifests',
};

/** Which parts of a file have another name than the usual one, for people: `exit codes from `returncode``; empty where all names are usual. */
export function sweepFormNote(root: JsonNode): string {
  const list = sweepList(root);
  if (!list) return '';
  const used = sweepParts.map(
    part => [part, [...new Set(list.items.flatMap(i => sweepPart(i, part)?.key ?? []))]] as const,
  );
  const notes = [
    ...(list.under === undefined || list.under === LIST_NAMES[0] ? [] : [['list', [list.under]] as const]),
    ...used.flatMap(([part, keys]) =>
      keys.some(k => k !== PART_NAMES[part][0]) ? [[WORDS[part], keys] as const] : [],
    ),
  ];
  return notes.map(([what, keys]) => `${what} from ${keys.map(key => `\`${key}\``).join(' and ')}`).join(', ');
}
