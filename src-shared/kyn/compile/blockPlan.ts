// The plan of one block: its values with params and defaults resolved, and what the built-in compiler cannot express. A block is planned once for the
// values of its params, so typing elsewhere in a spec plans nothing again.
import { PYTHON_MAX_DIGITS } from '../../python/number';
import type { Diagnostic } from '../../text/diagnostic';
import type { Span } from '../../text/span';
import { keySpec, type WordCategory } from '../catalogue';
import type { BlockKeyword } from '../catalogue/types';
import { entriesByKey } from '../names/entriesByKey';
import { asWord, type Params, resolved } from '../names/scope';
import type { Block, Value } from '../syntax/ast';
import { builtinValue } from './findings/builtinValue';
import { builtinWord } from './findings/builtinWord';
import { numberText } from './numberLiteral';
import type { NumberText } from './plan';
import { usedValues } from './usedValues';

/** The plan of a block. Where there are findings it is incomplete or undefined. Spans are relative to the block. */
export interface BlockPlan<T> {
  readonly plan: T | undefined;
  readonly findings: readonly Diagnostic[];
}

/** A value of a block. `written`: as it is in the block. Without a span it is the default of the catalogue. */
export interface Setting {
  readonly value: Value;
  readonly span?: Span;
}

/** A block that is being planned. */
export interface PlannedBlock {
  readonly block: Block;
  readonly params: Params;
  readonly findings: Diagnostic[];
}

/** Makes a plan once for each block and the values of the params that it uses: typing in other params, or another value of a sweep, plans it only if it uses them. */
export function plannedOnce<T>(
  plan: (planned: PlannedBlock) => T | undefined,
): (block: Block, params: Params) => BlockPlan<T> {
  const byParams = new WeakMap<Params, WeakMap<Block, BlockPlan<T>>>();
  const byValues = new WeakMap<Block, Map<string, BlockPlan<T>>>();
  return (block, params) => {
    const known = byParams.get(params) ?? new WeakMap<Block, BlockPlan<T>>();
    byParams.set(params, known);
    let result = known.get(block);
    if (result) return result;
    const plans = byValues.get(block) ?? new Map<string, BlockPlan<T>>();
    byValues.set(block, plans);
    const values = usedValues(block, params);
    const findings: Diagnostic[] = [];
    result = plans.get(values) ?? { plan: plan({ block, params, findings }), findings };
    keep(plans, values, result);
    known.set(block, result);
    return result;
  };
}

const MAX_KEPT = 128;

// The plans of values that were deleted long ago are not needed any more.
function keep<T>(plans: Map<string, T>, values: string, plan: T): void {
  plans.delete(values);
  plans.set(values, plan);
  for (const oldest of plans.keys()) {
    if (plans.size <= MAX_KEPT) return;
    plans.delete(oldest);
  }
}

/** The value of a key, or its default; undefined where neither exists or the value cannot be determined. */
export function settingOf({ block, params }: PlannedBlock, key: string): Setting | undefined {
  const entry = entriesByKey(block).get(key)?.[0];
  if (!entry) {
    const value = defaultOf(block.keyword, key);
    return value && { value };
  }
  const written = entry.complete ? entry.value : undefined;
  const value = written && resolved(written, params);
  return written && value && value.kind !== 'bad' ? { value, span: written.span } : undefined;
}

/** Whether a key is set. */
export const isSet = ({ block }: PlannedBlock, key: string): boolean => entriesByKey(block).has(key);

const NOWHERE = { start: 0, end: 0 };

function defaultOf(keyword: BlockKeyword | undefined, key: string): Value | undefined {
  const text = keyword && keySpec(keyword, key)?.default;
  return text === undefined ? undefined : literal(text);
}

/** A number, a boolean or a word of the catalogue as a value. */
export function literal(text: string): Value {
  if (text === 'true' || text === 'false') return { kind: 'bool', value: text === 'true', span: NOWHERE };
  if (!/^-?\d/.test(text)) return { kind: 'name', text, span: NOWHERE };
  return { kind: text.includes('.') ? 'float' : 'int', text, number: Number(text), span: NOWHERE };
}

/** A number of a key. Reports one that is missing, or that Python cannot read. */
export function numberOf(planned: PlannedBlock, key: string): NumberText | undefined {
  const setting = settingOf(planned, key);
  if (setting?.value.kind !== 'int' && setting?.value.kind !== 'float') return undetermined(planned, key);
  return usableNumber(setting.value) ?? tooLarge(planned, key);
}

/** The literal of a number; undefined for one that is too large for Python. */
export function usableNumber(value: Value): NumberText | undefined {
  if ((value.kind !== 'int' && value.kind !== 'float') || !Number.isFinite(value.number)) return undefined;
  const text = numberText(value);
  return text.length <= PYTHON_MAX_DIGITS ? text : undefined;
}

/** A number of a key that may be absent. */
export const optionalNumber = (planned: PlannedBlock, key: string): NumberText | undefined =>
  isSet(planned, key) ? numberOf(planned, key) : undefined;

/** A boolean of a key; true only where it is `true`. */
export function flagOf(planned: PlannedBlock, key: string): boolean {
  const value = settingOf(planned, key)?.value;
  if (value?.kind === 'bool') return value.value;
  undetermined(planned, key);
  return false;
}

/** A string of a key that is not empty. */
export function textOf(planned: PlannedBlock, key: string): string | undefined {
  const value = settingOf(planned, key)?.value;
  if (value?.kind !== 'string') return undetermined(planned, key);
  return value.value === '' ? unusable(planned, key, 'empty') : value.value;
}

/** A list of words as the keys of a record, so that none is forgotten when a type gets a new word. */
export type Supported<W extends string> = Readonly<Record<W, true>>;

/** A word of a key. Reports a word that is not supported. */
export function wordOf<W extends string>(
  planned: PlannedBlock,
  key: string,
  { list, supported }: { readonly list: WordCategory; readonly supported: Supported<W> },
): W | undefined {
  const setting = settingOf(planned, key);
  const word = setting && asWord(setting.value);
  if (word?.kind !== 'name') return undetermined(planned, key);
  if (isSupported(word.text, supported)) return word.text;
  return unsupported(planned, { what: list, word: word.text }, setting?.span);
}

/** Whether a word is one of the supported ones. */
export const isSupported = <W extends string>(word: string, supported: Supported<W>): word is W =>
  Object.hasOwn(supported, word);

/** Reports a word that is not supported. */
export function unsupported(
  planned: PlannedBlock,
  facts: { readonly what: WordCategory; readonly word: string },
  span: Span | undefined,
): undefined {
  planned.findings.push(builtinWord.report(facts, span ?? planned.block.header.span));
}

/** Reports a value that cannot be determined. */
export const undetermined = (planned: PlannedBlock, key: string): undefined => unusable(planned, key, 'undetermined');

const tooLarge = (planned: PlannedBlock, key: string): undefined => unusable(planned, key, 'too-large');

/** Reports a value that cannot be used. */
export function unusable(
  planned: PlannedBlock,
  key: string,
  reason: Parameters<typeof builtinValue.message>[0]['reason'],
): undefined {
  const entry = entriesByKey(planned.block).get(key)?.[0];
  planned.findings.push(builtinValue.report({ key, reason }, entry?.value?.span ?? entry?.key.span ?? headOf(planned)));
}

const headOf = ({ block }: PlannedBlock): Span => block.name?.span ?? block.header.span;
