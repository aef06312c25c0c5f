// A spec as a flat list of settings by path (`train.optimizer.lr`, `dataset Houses.split`), for comparing two versions.
import type { Argument, Block, SyntaxTree, Value } from '../syntax/ast';
import { valueSource } from '../syntax/valueSource';

/** Settings by path, in text order. Comments, blanks and the order of blocks are not settings. A repeated path gets a number. */
export function settingsOf(tree: SyntaxTree): Map<string, string> {
  const settings = new Map<string, string>();
  const counts = new Map<string, number>();
  const add = (path: string, text: string): void => {
    const count = (counts.get(path) ?? 0) + 1;
    counts.set(path, count);
    settings.set(count === 1 ? path : `${path} (${count})`, text);
  };
  for (const { item } of tree.items) {
    if (item.kind === 'import' && item.path) add(`import ${item.path.value}`, 'imported');
    if (item.kind === 'block') for (const [path, text] of blockSettings(item)) add(path, text);
  }
  return settings;
}

function blockSettings(block: Block): [string, string][] {
  const head = [block.keyword ?? block.header.text, ...(block.name ? [block.name.text] : [])].join(' ');
  const entries = block.entries.flatMap(({ key, value }) => (value ? valueSettings(`${head}.${key.text}`, value) : []));
  const layers = block.layers.map(({ name, args }, i): [string, string] => [
    `${head}.layer ${i + 1}`,
    [name.text, ...args.map(layerArgument)].join(' '),
  ]);
  const settings = [...entries, ...layers];
  return settings.length > 0 ? settings : [[head, 'empty']];
}

const layerArgument = ({ key, value }: Argument): string => (key ? `${key.text}=` : '') + valueSource(value);

// A call with named arguments gives one setting for its name and one for each argument.
function valueSettings(path: string, value: Value): [string, string][] {
  if (value.kind !== 'call' || value.args.some(a => !a.key)) return [[path, valueSource(value)]];
  const inner = value.args.map(({ key, value: v }): [string, string] => [`${path}.${key?.text}`, valueSource(v)]);
  return [[path, value.callee.text], ...inner];
}

/** A setting of one or both specs; a side is absent if the setting is not in that spec. */
export interface SettingPair {
  readonly path: string;
  readonly a?: string;
  readonly b?: string;
}

/** All settings of two specs side by side: those of the first in its order, then those that only the second has. */
export function settingPairs(a: SyntaxTree, b: SyntaxTree): SettingPair[] {
  const [left, right] = [settingsOf(a), settingsOf(b)];
  return [...new Set([...left.keys(), ...right.keys()])].map(path => {
    const [x, y] = [left.get(path), right.get(path)];
    return { path, ...(x !== undefined && { a: x }), ...(y !== undefined && { b: y }) };
  });
}
