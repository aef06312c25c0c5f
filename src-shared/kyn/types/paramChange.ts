// What a change of a number in `params` means for the blocks that use it: nothing, where the old and the new number are both valid.
import type { ValueType } from '../catalogue';
import { isWithin } from '../catalogue/limits';
import type { Params } from '../names/scope';
import type { Block, Value } from '../syntax/ast';
import { paramUses } from './paramUses';
import { fits } from './values';

/** The params that differ between two versions of `params`; those of the rest have the same text. */
export interface ParamChange {
  readonly names: ReadonlySet<string>;
  /** Whether both values of a param are numbers that a type allows. */
  readonly isHarmless: (name: string, type: ValueType) => boolean;
}

/** The change between two versions with the same names; undefined if the names or their order differ. */
export function paramChange(before: Params, after: Params): ParamChange | undefined {
  if (before.complete !== after.complete || before.library !== after.library || before.swept || after.swept)
    return undefined;
  // Their values are not in the text of the block.
  if (before.overrides || after.overrides) return undefined;
  const names = new Set<string>();
  const previous = before.values.entries();
  for (const [name, value] of after.values) {
    const { value: old } = previous.next();
    if (!old || old[0] !== name) return undefined;
    if (textOf(before, old[1]) !== textOf(after, value)) names.add(name);
  }
  if (!previous.next().done) return undefined;
  const known = new Map<ValueType, Map<string, boolean>>();
  const isHarmless = (name: string, type: ValueType): boolean => {
    const ofType = known.get(type) ?? new Map<string, boolean>();
    known.set(type, ofType);
    let found = ofType.get(name);
    if (found === undefined) {
      found = isAllowed(before.values.get(name), type) && isAllowed(after.values.get(name), type);
      ofType.set(name, found);
    }
    return found;
  };
  return { names, isHarmless };
}

/** Whether the findings of a block are the same before and after the change. False where this is not known. */
export function isUnaffected(block: Block, { names, isHarmless }: ParamChange): boolean {
  // The axes of a sweep are params, too.
  if (block.keyword === 'sweep') return false;
  for (const { name, type } of paramUses(block)) if (names.has(name) && !isHarmless(name, type)) return false;
  return true;
}

const textOf = ({ block }: Params, value: Value | undefined): string | undefined =>
  value && block?.text.slice(value.span.start, value.span.end);

// The checks of values have nothing to report about such a number, and it is not a word, a list or a call, which have parts.
const isAllowed = (value: Value | undefined, type: ValueType): boolean =>
  (value?.kind === 'int' || value?.kind === 'float') &&
  (type.kind === 'int' || type.kind === 'float') &&
  fits(value, type) &&
  isWithin(value.number, type);
