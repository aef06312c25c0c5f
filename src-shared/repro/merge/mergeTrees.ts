// Merges two changed versions of a JSON tree by their common ancestor, field by field.
import { step } from '../../artifacts/diff';
import type { MergeRule } from '../../artifacts/kind';
import { type JsonNode, members, stringMember } from '../../text/jsonText';
import { jsonList, jsonObject } from '../../text/makeJson';
import { byCodePoint, printJson } from '../../text/printJson';

/** The three versions of a value. An absent one was never there, or was deleted. */
export interface Sides {
  readonly base: JsonNode | undefined;
  readonly ours: JsonNode | undefined;
  readonly theirs: JsonNode | undefined;
}

/** The merged tree, and the paths of the values that both versions changed differently, empty for the whole tree; there the tree has ours. */
export interface MergedTree {
  readonly root: JsonNode;
  readonly conflicts: readonly string[];
}

/** Merges two objects by their fields; lists count as one value. Values are equal if they are printed equally: 7 and 7.0 differ. */
export function mergeTrees(sides: Sides, rule: MergeRule): MergedTree {
  const conflicts: string[] = [];
  const report = (path: string): void => void conflicts.push(path);
  const root = areObjects(sides) ? mergeObjects(sides, rule, report) : mergeWhole('', sides, report);
  return { root: root ?? jsonObject([]), conflicts };
}

type Report = (path: string) => void;
type Merge = (key: string, sides: Sides) => JsonNode | undefined;
type Entries = readonly (readonly [key: string, value: JsonNode])[];

function mergeObjects(sides: Sides, rule: MergeRule, report: Report): JsonNode {
  const together = new Set(rule.together);
  const apart = mergeMembers(without(sides, together), (key, values) => mergeField(key, values, rule, report));
  return jsonObject([...apart, ...mergeTogether(sides, together, report)]);
}

function mergeField(key: string, sides: Sides, rule: MergeRule, report: Report): JsonNode | undefined {
  const path = step('', key);
  const identity = rule.lists?.[key];
  if (identity !== undefined) return mergeList(path, identity, sides, report);
  if (rule.latest?.includes(key)) return later(sides) ?? mergeWhole(path, sides, report);
  if (!rule.whole?.includes(key) || !areObjects(sides)) return mergeValue(path, sides, report);
  return jsonObject(mergeMembers(sides, (inner, values) => mergeWhole(step(path, inner), values, report)));
}

// The reader limits the depth. Two objects are not compared as a whole, so that each value is printed once.
function mergeValue(path: string, sides: Sides, report: Report): JsonNode | undefined {
  if (!areObjects(sides)) return mergeWhole(path, sides, report);
  return jsonObject(mergeMembers(sides, (key, values) => mergeValue(step(path, key), values, report)));
}

const areObjects = ({ ours, theirs }: Sides): boolean => ours?.kind === 'object' && theirs?.kind === 'object';

function mergeMembers(sides: Sides, merge: Merge): Entries {
  const [base, ours, theirs] = [members(sides.base), members(sides.ours), members(sides.theirs)];
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap(key => {
    const of = (side: typeof ours): JsonNode | undefined => side.get(key)?.value;
    const value = merge(key, { base: of(base), ours: of(ours), theirs: of(theirs) });
    return value ? [[key, value] as const] : [];
  });
}

function mergeWhole(path: string, sides: Sides, report: Report): JsonNode | undefined {
  const { base, ours, theirs } = sides;
  const [was, our, their] = [textOf(base), textOf(ours), textOf(theirs)];
  if (their === was || our === their) return ours;
  if (our !== was) report(path);
  return our === was ? theirs : ours;
}

const textOf = (node: JsonNode | undefined): string | undefined => node && printJson(node);

// Several fields as one value. Only those that differ are reported.
function mergeTogether(sides: Sides, keys: ReadonlySet<string>, report: Report): Entries {
  const only = (node: JsonNode | undefined): JsonNode =>
    jsonObject([...members(node)].flatMap(([key, m]) => (keys.has(key) ? [[key, m.value] as const] : [])));
  const whole = { base: sides.base && only(sides.base), ours: only(sides.ours), theirs: only(sides.theirs) };
  const merged = mergeWhole('', whole, () => {
    const [ours, theirs] = [members(whole.ours), members(whole.theirs)];
    for (const key of keys) if (textOf(ours.get(key)?.value) !== textOf(theirs.get(key)?.value)) report(step('', key));
  });
  return [...members(merged)].map(([key, m]) => [key, m.value] as const);
}

function without(sides: Sides, keys: ReadonlySet<string>): Sides {
  const rest = (node: JsonNode | undefined): JsonNode | undefined =>
    node?.kind === 'object' ? { ...node, members: node.members.filter(m => !keys.has(m.key)) } : node;
  return { base: rest(sides.base), ours: rest(sides.ours), theirs: rest(sides.theirs) };
}

function mergeList(path: string, identity: string, sides: Sides, report: Report): JsonNode | undefined {
  const [base, ours, theirs] = [sides.base, sides.ours, sides.theirs].map(list => byIdentity(list, identity));
  if (!base || !ours || !theirs) return mergeWhole(path, sides, report);
  const merged = mergeMembers({ base, ours, theirs }, (key, values) => mergeWhole(step(path, key), values, report));
  return jsonList([...merged].sort(([a], [b]) => byCodePoint(a, b)).map(([, item]) => item));
}

// A list as an object; undefined for a value that is not a list of objects with an identity each.
function byIdentity(list: JsonNode | undefined, identity: string): JsonNode | undefined {
  if (!list) return jsonObject([]);
  if (list.kind !== 'array') return undefined;
  const entries = list.items.map(item => [stringMember(item, identity), item] as const);
  const isUnique = new Set(entries.map(([id]) => id)).size === entries.length;
  const named = entries.flatMap(([id, item]) => (id === undefined ? [] : [[id, item] as const]));
  return isUnique && named.length === entries.length ? jsonObject(named) : undefined;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

// The later of two times in the form in which their order is that of their texts.
function later({ ours, theirs }: Sides): JsonNode | undefined {
  if (ours?.kind !== 'string' || theirs?.kind !== 'string') return undefined;
  if (!TIME.test(ours.text) || !TIME.test(theirs.text)) return undefined;
  return ours.text < theirs.text ? theirs : ours;
}
