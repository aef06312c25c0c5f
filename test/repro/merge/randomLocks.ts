// Random versions of locks: a base, and what two branches make of it.
import fc from 'fast-check';
import { parseJson } from '../../../src-shared/text/jsonText';
import { printJson } from '../../../src-shared/text/printJson';
import { lockText } from '../../cli/cliEnvironment';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** The fields of a file. */
export type Fields = { [key: string]: Json };
/** Who changes a field. */
export type Side = 'ours' | 'theirs' | 'both' | 'none';
interface Change {
  readonly side: Side;
  readonly deletes: boolean;
  readonly value: Json;
}

const key = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom('a.b', '__proto__', 'toString', '\u{1f600}', '\ue000', '7'),
);
const leaf: fc.Arbitrary<Json> = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.nat(9)),
);
/** Fields in fields. */
export const { tree } = fc.letrec<{ tree: Fields }>(tie => ({
  tree: fc.dictionary(key, fc.oneof({ maxDepth: 3 }, leaf, tie('tree')), {
    maxKeys: 5,
    noNullPrototype: true,
  }) as fc.Arbitrary<Fields>,
}));
/** A change of one field by one of these sides. */
export const change = (...sides: Side[]): fc.Arbitrary<Change> =>
  fc.record({ side: fc.constantFrom(...sides), deletes: fc.boolean(), value: leaf });

/** A lock. */
export const LOCK: Fields = JSON.parse(lockText('a.kyn', 'text'));
const HASH = fc.stringMatching(/^[0-9a-f]{64}$/);
const FIELDS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  backend: fc.string({ minLength: 1 }),
  config_hash: HASH,
  kynml_version: fc.string({ minLength: 1 }),
  source_path: fc.string({ minLength: 1 }),
};

/** A version of a tree after the changes of one side. The changes are used in the order of the leaves. */
export function changed(fields: Fields, changes: readonly Change[], side: Side): Fields {
  let at = 0;
  const walk = (value: Fields): Fields =>
    Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
        if (isFields(inner)) return [[name, walk(inner)]];
        const next = changes[at++ % changes.length];
        if (!next || (next.side !== side && next.side !== 'both' && side !== 'both')) return [[name, inner]];
        if (next.side === 'none') return [[name, inner]];
        return next.deletes ? [] : [[name, next.value]];
      }),
    );
  return walk(fields);
}

const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
/** A file as KynML writes it. */
export const written = (fields: Fields): string => `${printJson(parseJson(JSON.stringify(fields)).value ?? fail())}\n`;
const fail = (): never => {
  throw new Error('The text is not JSON.');
};

const lockChanges = fc.record(
  Object.fromEntries(
    Object.entries(FIELDS).map(([name, value]) => [
      name,
      fc.record({ side: fc.constantFrom<Side>('ours', 'theirs', 'none'), value }),
    ]),
  ),
);
const withFields = (changes: Readonly<Record<string, { side: Side; value: string }>>, side: Side): Fields =>
  Object.fromEntries(
    Object.entries(LOCK).map(([name, value]) => {
      const next = changes[name];
      return [name, next && (next.side === side || (side === 'both' && next.side !== 'none')) ? next.value : value];
    }),
  );

const disjoint = fc.array(change('ours', 'theirs', 'none'), { minLength: 1, maxLength: 30 });

/** Changes of different fields. */
export const differentFields = fc.record({ more: tree, edits: disjoint, fields: lockChanges });

/** A version with the changes of one side, or of both. */
export const versionOf = (
  { more, edits, fields }: typeof differentFields extends fc.Arbitrary<infer T> ? T : never,
  side: Side,
): Fields => ({
  more: changed(more, edits, side),
  ...withFields(fields, side),
});

/** Few changes by each side, which may meet in a field. */
export const fewChanges = fc.array(change('ours', 'theirs', 'both', ...Array<Side>(20).fill('none')), {
  minLength: 1,
  maxLength: 30,
});
