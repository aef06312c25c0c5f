// What the official tool needs to train a version of a spec again in a folder of its own, so that nothing in the workspace changes.
import type { Host } from '../../host/host';
import { dirname, join, relativeTo } from '../../host/paths';
import { importsOf } from '../../kyn/names/compose';
import { blocksOf } from '../../kyn/names/scope';
import type { SyntaxTree, Value } from '../../kyn/syntax/ast';
import type { FoundSpec } from './findSpec';
import type { Values } from './recordedValues';

/** The training. Paths are relative to the folder, except `data.from`. */
export interface OfficialTraining {
  /** The texts of the spec and its imports by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly spec: string;
  /** The working folder of the tool. */
  readonly cwd: string;
  /** The data, to be copied to where the spec names it from the working folder; absent where the spec names it by its absolute path. */
  readonly data?: { readonly from: string; readonly to: string };
  /** The values of `--param` by name. */
  readonly overrides: readonly (readonly [name: string, text: string])[];
}

/** A version of a spec. `csv`: the absolute path of its data; `written`: how the spec names it. */
export interface TrainedVersion {
  readonly spec: FoundSpec;
  readonly values: Values;
  readonly csv: string;
  readonly written: string;
}

/** The training, or why it may change other files: a clause. */
export function officialTraining(
  host: Pick<Host, 'realPath'>,
  { spec, values, csv, written }: TrainedVersion,
): OfficialTraining | string {
  const trees = [spec.tree, ...spec.composition.files.map(({ tree }) => tree)];
  if (trees.some(importsFromOutside)) return 'an import has an absolute path';
  if (trees.some(tree => [...textsIn(tree)].some(leadsOut)) || [...values.values()].some(v => leadsOut(v.text)))
    return 'a path in it may lead to files outside of that folder';
  const isAbsolute = ABSOLUTE.test(written);
  if (isAbsolute && host.realPath(written) !== host.realPath(csv))
    return 'the spec names its data by an absolute path, and the recorded data is another file';
  const folder = dirname(join(spec.path, '.'));
  const imports = spec.composition.files.map(({ id, tree }) => [relativeTo(folder, join(id, '.')), tree.text] as const);
  const own = nested('/spec', Math.max(0, ...imports.map(([path]) => parentsIn(path))));
  const cwd = nested('/run', isAbsolute ? 0 : parentsIn(normal(written)));
  const main = join(own, 'spec.kyn');
  const files = [[main, spec.text] as const, ...imports.map(([path, text]) => [join(own, path), text] as const)];
  return {
    files: new Map(files.map(([path, text]) => [inside(path), text])),
    spec: inside(main),
    cwd: inside(cwd),
    ...(!isAbsolute && { data: { from: csv, to: inside(join(cwd, normal(written))) } }),
    overrides: [...values].map(([name, { text }]) => [name, text] as const),
  };
}

const ABSOLUTE = /^(?:[\\/]|[A-Za-z]:)/;

const importsFromOutside = (tree: SyntaxTree): boolean =>
  importsOf(tree).some(({ item: { path } }) => path !== undefined && ABSOLUTE.test(path.value));

/** Whether a text may be a path that leads out of the working folder. */
const leadsOut = (text: string): boolean =>
  ABSOLUTE.test(text) || text.startsWith('~') || text.split(/[\\/]/).includes('..');

// The blocks that decide what a training writes. Their exact forms are those of another tool, so every text counts.
const WRITING = ['params', 'train', 'export', 'sweep'] as const;

function* textsIn(tree: SyntaxTree): Iterable<string> {
  for (const keyword of WRITING)
    for (const { item } of blocksOf(tree, keyword))
      for (const { value } of item.entries) if (value) yield* textsOf(value);
}

function* textsOf(value: Value): Iterable<string> {
  if (value.kind === 'string') yield value.value;
  else if (value.kind === 'name') yield value.text;
  else if (value.kind === 'list') for (const item of value.items) yield* textsOf(item);
  else if (value.kind === 'call') for (const arg of value.args) yield* textsOf(arg.value);
}

// A folder from which so many parents are still in the top folder.
const nested = (top: string, parents: number): string => `${top}${'/in'.repeat(parents)}`;

const inside = (path: string): string => path.slice(1);

/** A relative path without `.` and without `..` behind a name. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

const parentsIn = (path: string): number => path.split('/').filter(part => part === '..').length;
