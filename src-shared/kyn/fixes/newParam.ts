// Adds a param for an undefined `$name`, with a value that fits all of its uses.
import { type Fix, fix } from '../../text/diagnostic';
import { span, touches } from '../../text/span';
import { keySpec, type ValueType } from '../catalogue';
import { placeholder } from '../names/placeholder';
import { blocksOf } from '../names/scope';
import type { Block, Name, SyntaxTree, Value } from '../syntax/ast';
import { endOfBody, lineEndOf, newLine } from '../syntax/blockLines';
import { bindLayer } from '../types/layers';

/** Adds a param to the params block, or a params block before the first item. Undefined if no value fits all uses. */
export function newParam(tree: SyntaxTree, name: string): Fix | undefined {
  const value = fittingValue(tree, name);
  if (value === undefined) return undefined;
  const line = `${name} = ${value}`;
  const block = blocksOf(tree, 'params')[0];
  if (block) {
    const end = block.at + endOfBody(block.item);
    return fix(`Add \`${line}\` to \`params\``, span(end, end), newLine(block.item, line), false);
  }
  // A library uses the params of the spec that imports it.
  if (blocksOf(tree, 'train').length === 0) return undefined;
  const at = tree.items.find(p => p.item.kind !== 'preamble')?.at ?? 0;
  const eol = lineEndOf(tree.text);
  return fix(`Add a \`params\` block with \`${line}\``, span(at, at), `params:${eol}    ${line}${eol}${eol}`, false);
}

// Only the first uses of a name are inspected.
const MAX_USES = 100;

const values = new WeakMap<SyntaxTree, Map<string, string | undefined>>();

// Cached, because each use of the name requests it.
function fittingValue(tree: SyntaxTree, name: string): string | undefined {
  let cached = values.get(tree);
  if (!cached) {
    cached = new Map();
    values.set(tree, cached);
  }
  if (!cached.has(name)) cached.set(name, commonValue(usesIn(tree).get(name) ?? []));
  return cached.get(name);
}

function commonValue(uses: readonly Use[]): string | undefined {
  const expected = new Set(uses.slice(0, MAX_USES).map(valueFor));
  expected.delete(ANY);
  if (expected.size === 0) return '1';
  return expected.size === 1 ? [...expected][0] : undefined;
}

interface Use {
  readonly block: Block;
  readonly name: Name;
}

const usesByName = new WeakMap<SyntaxTree, Map<string, Use[]>>();

function usesIn(tree: SyntaxTree): Map<string, Use[]> {
  const cached = usesByName.get(tree);
  if (cached) return cached;
  const uses = new Map<string, Use[]>();
  for (const { item } of tree.items)
    if (item.kind === 'block')
      for (const name of item.params) {
        const others = uses.get(name.text);
        if (others) others.push({ block: item, name });
        else uses.set(name.text, [{ block: item, name }]);
      }
  usesByName.set(tree, uses);
  return uses;
}

// The use allows any value.
const ANY = '';

// `undefined` if a param is not allowed there.
function valueFor({ block, name }: Use): string | undefined {
  const { start } = name.span;
  const entry = block.entries.find(e => e.value && touches(e.value.span, start));
  const spec = entry && block.keyword && keySpec(block.keyword, entry.key.text);
  if (entry?.value && spec) return inEntry(entry.value, spec.type, placeholder(spec));
  const layer = entry ? undefined : block.layers.find(l => touches(l.span, start));
  const type = layer && bindLayer(layer)?.bound.find(b => b.value.span.start === start)?.arg.type;
  return type ? simple(type, type.kind === 'float' ? '0.5' : '1') : ANY;
}

function inEntry(value: Value, type: ValueType, byKey: string | undefined): string | undefined {
  if (value.kind === 'param') return simple(type, byKey);
  // The arguments of calls are rates.
  if (value.kind === 'call') return '0.001';
  return type.kind === 'list' ? simple(type.of, '1') : ANY;
}

// A param cannot contain a block name, a word or a call.
const simple = (type: ValueType, value: string | undefined): string | undefined =>
  type.kind === 'word' || type.kind === 'ref' || type.kind === 'call' ? undefined : (value ?? ANY);
