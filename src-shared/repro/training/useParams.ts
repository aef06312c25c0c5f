// The values of a combination -> edits of the params of a spec. Only values are replaced, so comments and layout stay.
import { valueIdentity } from '../../artifacts/valueIdentity';
import { comboValue } from '../../kyn/compile/combinations';
import { blocksOf } from '../../kyn/names/scope';
import type { SpecNames } from '../../kyn/names/specModel';
import type { Block, Placed, Value } from '../../kyn/syntax/ast';
import { parse } from '../../kyn/syntax/parse';
import { valueSource } from '../../kyn/syntax/valueSource';
import type { TextEdit } from '../../text/diagnostic';
import { type JsonNode, member, members } from '../../text/jsonText';
import { jsonNumber } from '../../text/makeJson';
import { oneLine } from '../../text/oneLine';
import { shift } from '../../text/span';

/** The edits (empty where the spec has the values already), or why the values cannot be written, as a sentence. */
export type ParamEdits =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly message: string };

/** The edits that set the params of a spec. Values are written as in the sweep of the spec, otherwise as JSON numbers, words and strings. */
export function useParams(names: SpecNames, values: ReadonlyMap<string, JsonNode>): ParamEdits {
  const edits: TextEdit[] = [];
  for (const [name, node] of values) {
    const param = paramOf(names, name);
    if (!param)
      return problem(`The spec has no param \`${oneLine(name)}\` with a value, so this value cannot be written.`);
    const source = sourceOf(names, name, node);
    if (source === undefined)
      return problem(`The value of \`${oneLine(name)}\` cannot be written into a spec. Open the sweep and copy it.`);
    if (valueSource(param.value) !== source) edits.push({ span: shift(param.value.span, param.at), text: source });
  }
  return { ok: true, edits };
}

/**
 * The values that a run was given, by the name of the param: those of its combination, or those of `--param`, which a manifest records as texts. Empty
 * without any.
 */
export function givenValues(root: JsonNode | undefined): ReadonlyMap<string, JsonNode> {
  const given = [...members(member(root, 'params'))].map(([name, { value }]) => [name, valueOfText(value)] as const);
  const combo = [...members(member(root, 'combo'))].map(([name, { value }]) => [name, value] as const);
  return new Map([...given, ...combo]);
}

// A text of `--param` is a number wherever it can be read as one.
function valueOfText(node: JsonNode): JsonNode {
  if (node.kind !== 'string' || node.secret) return node;
  const number = jsonNumber(node.text);
  return literalOf(number) === undefined ? node : number;
}

const problem = (message: string): ParamEdits => ({ ok: false, message });

interface WrittenParam {
  readonly value: Value;
  /** The start of its block. */
  readonly at: number;
}

function paramOf({ tree }: SpecNames, name: string): WrittenParam | undefined {
  const blocks = blocksOf(tree, 'params');
  return blocks.flatMap(block => {
    const value = entryIn(block, name)?.value;
    return value ? [{ value, at: block.at }] : [];
  })[0];
}

const entryIn = ({ item }: Placed<Block>, name: string) => item.entries.find(({ key }) => key.text === name);

function sourceOf(names: SpecNames, name: string, node: JsonNode): string | undefined {
  const { params } = names.scope;
  const identity = valueIdentity(node);
  for (const block of blocksOf(names.tree, 'sweep')) {
    const axis = entryIn(block, name)?.value;
    const found =
      axis?.kind === 'list' ? axis.items.find(item => valueIdentity(comboValue(item, params)) === identity) : undefined;
    // A reference is resolved where the value is used, so only its value is written.
    if (found && found.kind !== 'param') return valueSource(found);
  }
  return literalOf(node);
}

// Only what a spec reads as the same value again.
function literalOf(node: JsonNode): string | undefined {
  const source = jsonSource(node);
  if (source === undefined) return undefined;
  const tree = parse(`params:\n    x = ${source}\n`);
  const value = blocksOf(tree, 'params')[0]?.item.entries[0]?.value;
  const params = { block: undefined, values: new Map(), complete: true };
  return value && valueIdentity(comboValue(value, params)) === valueIdentity(node) ? source : undefined;
}

function jsonSource(node: JsonNode): string | undefined {
  switch (node.kind) {
    case 'number':
      return node.secret ? undefined : node.text;
    case 'bool':
      return String(node.value);
    case 'string':
      return node.secret || /["\\\n\r]/.test(node.text) ? undefined : `"${node.text}"`;
    case 'array': {
      const items = node.items.map(jsonSource);
      return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
    }
    default:
      return undefined;
  }
}
