// Compares files of several artifacts entry by entry.

import { pairs } from '../../artifacts/diff';
import type { Entries } from '../../artifacts/kind';
import { type Artifact, type ReadEntry, readEntries } from '../../artifacts/read';
import { firstFew } from '../../text/firstFew';
import { shortHash } from '../../text/hashForm';
import { byCodePoint } from '../../text/printJson';
import { faults } from './comparability';
import { compareWhole, judgeAll, type Whole } from './compareWhole';
import { divergedText } from './metrics';
import type { Policy } from './policy';
import { reportedErrors } from './unknownFields';
import { type JudgedReason, mostSerious, type Reason } from './verdict';

/** The reasons of a comparison, before the verdict, with its values. `last`: reasons that do not affect the verdict. */
export interface Reasoned extends Pick<Whole, 'found' | 'values' | 'metrics'> {
  readonly last: readonly Reason[];
}

/**
 * Compares two files entry by entry: entries with the same id are paired, in any order. Entries with equal ids are paired in the order of the file.
 */
export function compareEntries(a: Artifact, b: Artifact, policy: Policy, entries: Entries): Reasoned {
  const { kind } = a;
  const [left, right] = [readEntries(a), readEntries(b)].map(byIdentity) as [EntryMap, EntryMap];
  const options = { policy, errors: reportedErrors(a, b) };
  const inBoth = [...left]
    .flatMap(([id, x]) => {
      const y = right.get(id);
      return y ? [{ name: x.name, ...compareWhole(x.artifact, y.artifact, { ...options, name: x.name }) }] : [];
    })
    .sort((x, y) => byCodePoint(x.name, y.name));
  const beside =
    a.root && b.root ? pairs(entries.beside(a.root), entries.beside(b.root)).filter(p => p.path !== '') : [];
  const around = judgeAll(beside, kind, policy);
  const found = [
    ...faults(a, 'A'),
    ...faults(b, 'B'),
    ...doubts(a, 'A', entries),
    ...doubts(b, 'B', entries),
    ...(left.size + right.size === 0 ? [noEntries(entries)] : []),
    ...onlyIn(left, right, 'A'),
    ...onlyIn(right, left, 'B'),
    ...around.flatMap(value => value.reasons),
    ...failedEntries(inBoth, entries),
    ...merged(inBoth, entries),
  ];
  const section = kind.sections[0]?.id ?? '';
  return {
    found,
    last: [...divergence(inBoth), ...sameSpec(a, b), ...counts(left, right, inBoth, entries)],
    values: [
      ...around.map(value => value.change),
      ...inBoth.flatMap(c => c.values.map(v => ({ ...v, path: `${c.name}: ${v.path}`, section }))),
    ],
    metrics: inBoth.flatMap(c => c.metrics.map(m => ({ ...m, name: `${c.name}: ${m.name}` }))),
  };
}

// The first finding about several entries, with the number of the others.
function doubts({ root }: Artifact, name: string, { together }: Entries): Reason[] {
  const [first, ...others] = (root && together?.(root)) ?? [];
  if (!first) return [];
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return [{ severity: 'warn', text: `${name} is doubtful${more}: ${first.message}` }];
}

type EntryMap = ReadonlyMap<string, ReadEntry>;

// Entries by their id, equal ids also by their number. JSON escapes line ends in strings, so no two keys are the same.
function byIdentity(entries: readonly ReadEntry[]): EntryMap {
  const counts = new Map<string, number>();
  return new Map(
    entries.map(entry => {
      const count = (counts.get(entry.id) ?? 0) + 1;
      counts.set(entry.id, count);
      return [`${count}\n${entry.id}`, entry];
    }),
  );
}

const noEntries = ({ noun }: Entries): Reason => ({
  severity: 'error',
  text: `Neither side contains a ${noun}, so there is nothing to compare.`,
});

const MAX_NAMED = 5;

type Compared = Whole & { readonly name: string };

// Each pair whose run failed is one reason with its name; beyond MAX_NAMED of them only their number.
function failedEntries(compared: readonly Compared[], { noun }: Entries): JudgedReason[] {
  const failed = compared.flatMap(c => (c.failure ? [c.failure] : []));
  const others = failed.slice(MAX_NAMED).flat();
  const worst = mostSerious(others);
  const more = failed.length - MAX_NAMED;
  const text = `${more} more ${more === 1 ? `${noun} has` : `${noun}s have`} no result to compare.`;
  return [
    ...failed.slice(0, MAX_NAMED).flat(),
    ...others.map(reason => ({ ...reason, text: reason === worst ? text : '' })),
  ];
}

// Metrics are results: that they diverged is reported, but does not affect the verdict.
const divergence = (compared: readonly Compared[]): Reason[] =>
  (['a', 'b'] as const).flatMap(side => {
    const names = compared.flatMap(c => (divergedText(c.metrics, side) === '' ? [] : [c.name]));
    return names.length === 0
      ? []
      : [{ severity: 'info', text: `The metrics of ${side.toUpperCase()} diverged in ${listed(names)}.` }];
  });

function sameSpec({ kind, claims }: Artifact, b: Artifact): Reason[] {
  const hash = claims.configHash;
  if (hash === undefined || hash !== b.claims.configHash) return [];
  return [{ severity: 'info', text: `Both ${kind.title}s come from the same spec, CONFIG_HASH ${shortHash(hash)}.` }];
}

// The entries by what became of them, if not all were compared.
function counts(left: EntryMap, right: EntryMap, inBoth: readonly Compared[], { noun }: Entries): Reason[] {
  const total = new Set([...left.keys(), ...right.keys()]).size;
  const failed = inBoth.filter(c => c.failure).length;
  const parts = [
    [inBoth.length - failed, 'compared'],
    // Those whose script failed, and those without a manifest.
    [failed, 'without a result'],
    [left.size - inBoth.length, 'only in A'],
    [right.size - inBoth.length, 'only in B'],
  ] as const;
  if (total === 0 || total === parts[0][0]) return [];
  const text = parts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : [])).join(', ');
  return [{ severity: 'info', text: `${total} ${total === 1 ? noun : `${noun}s`}: ${text}.` }];
}

const listed = (names: readonly string[]): string =>
  firstFew(names, MAX_NAMED, { text: name => name, separator: '; ' });

// Entries that only one side contains.
function onlyIn(own: EntryMap, other: EntryMap, side: string): Reason[] {
  const names = [...own].filter(([id]) => !other.has(id)).map(([, entry]) => entry.name);
  if (names.length === 0) return [];
  return [{ severity: 'error', text: `Only ${side} contains ${listed(names)}.` }];
}

// The same reason of several entries is reported once, with their names.
function merged(compared: readonly Compared[], { noun }: Entries): JudgedReason[] {
  const places = new Map<string, { readonly reason: JudgedReason; readonly names: string[] }>();
  for (const { name, found } of compared)
    for (const reason of found) {
      const key = `${reason.severity} ${reason.override?.row ?? ''} ${reason.text}`;
      const same = places.get(key) ?? { reason, names: [] };
      places.set(key, same);
      if (same.names.at(-1) !== name) same.names.push(name);
    }
  const place = (names: readonly string[]): string =>
    names.length > 2 && names.length === compared.length ? `all ${names.length} ${noun}s of both sides` : listed(names);
  return [...places.values()].map(({ reason, names }) =>
    reason.text === '' ? reason : { ...reason, text: `${reason.text.replace(/\.$/, '')} (in ${place(names)}).` },
  );
}
