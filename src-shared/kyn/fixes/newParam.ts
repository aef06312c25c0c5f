// A param for a `$name` that stands for nothing, with a value that fits wherever the name is used.
import { type Fix, fix } from '../../text/diagnostic';
import { span, touches } from '../../text/span';
import { keySpec, type ValueType } from '../catalogue';
import { placeholder } from '../names/placeholder';
import { blocksOf } from '../names/scope';
import type { Block, Name, SyntaxTree, Value } from '../syntax/ast';
import { endOfBody, lineEndOf, newLine } from '../syntax/blockLines';
import { bindLayer } from '../types/layers';

/** Adds a param of a name to the params block, or the block with it before the first item. Undefined where no value fits all uses. */
export function newParam(tree: SyntaxTree, name: string): Fix | undefined {
  const value = fittingValue(tree, name);
  if (value === undefined) return undefined;
  const line = `${name} = ${value}`;
  const block = blocksOf(tree, 'params')[0];
  if (block) {
    const end = block.at + endOfBody(block.item);
    return fix(`Add ${line} to params`, span(end, end), newLine(block.item, line), false);
  }
  // A library has no params of its own: they are those of the spec that imports it.
  if (blocksOf(tree, 'train').length === 0) return undefined;
  const at = tree.items.find(p => p.item.kind !== 'preamble')?.at ?? 0;
  const eol = lineEndOf(tree.text);
  return fix(`Add params with ${line}`, span(at, at), `params:${eol}    ${line}${eol}${eol}`, false);
}

// A name that is used more often than this is looked at in the first places only.
const MAX_USES = 100;

const values = new WeakMap<SyntaxTree, Map<string, string | undefined>>();

// Each use of the name asks for it, so it is found once.
function fittingValue(tree: SyntaxTree, name: string): string | undefined {
  let known = values.get(tree);
  if (!known) {
    known = new Map();
    values.set(tree, known);
  }
  if (!known.has(name)) known.set(name, commonValue(usesIn(tree).get(name) ?? []));
  return known.get(name);
}

function commonValue(uses: readonly Use[]): string | undefined {
  const wanted = new Set(uses.slice(0, MAX_USES).map(valueFor));
  wanted.delete(ANY);
  if (wanted.size === 0) return '1';
  return wanted.size === 1 ? [...wanted][0] : undefined;
}

interface Use {
  readonly block: Block;
  readonly name: Name;
}

const found = new WeakMap<SyntaxTree, Map<string, Use[]>>();

function usesIn(tree: SyntaxTree): Map<string, Use[]> {
  const known = found.get(tree);
  if (known) return known;
  const uses = new Map<string, Use[]>();
  for (const { item } of tree.items)
    if (item.kind === 'block')
      for (const name of item.params) {
        const others = uses.get(name.text);
        if (others) others.push({ block: item, name });
        else uses.set(name.text, [{ block: item, name }]);
      }
  found.set(tree, uses);
  return uses;
}

// Where nothing is asked for, any value will do.
const ANY = '';

// `undefined` where no param can stand.
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
  // Calls take rates.
  if (value.kind === 'call') return '0.001';
  return type.kind === 'list' ? simple(type.of, '1') : ANY;
}

// Names of blocks and words of lists are no params.
const simple = (type: ValueType, value: string | undefined): string | undefined =>
  type.kind === 'word' || type.kind === 'ref' || type.kind === 'call' ? undefined : (value ?? ANY);
