// What the official tool needs to train a version of a spec again in a folder of its own, so that nothing in the workspace changes.
import type { Host } from '../../host/host';
import { basename, dirname, join, relativeTo } from '../../host/paths';
import { slashed } from '../../host/slashes';
import { importsOf } from '../../kyn/names/compose';
import type { SyntaxTree, Value } from '../../kyn/syntax/ast';
import { isBroken } from '../../kyn/training/specChanges';
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

/** The training, or why it may use or change other files: a clause. */
export function officialTraining(
  host: Pick<Host, 'realPath'>,
  { spec, values, csv, written }: TrainedVersion,
): OfficialTraining | string {
  const trees = [spec.tree, ...spec.composition.files.map(({ tree }) => tree)];
  const texts = placedTexts(spec);
  const obstacle = writingObstacle(trees, values) ?? importObstacle(texts) ?? dataObstacle(host, csv, written);
  if (obstacle !== undefined) return obstacle;
  const isAbsolute = ABSOLUTE.test(written);
  const cwd = nested('/run', isAbsolute ? 0 : parentsIn(normal(written)));
  return {
    files: new Map(texts.map(({ path, text }) => [inside(path), text])),
    spec: inside(texts[0].path),
    cwd: inside(cwd),
    ...(!isAbsolute && { data: { from: csv, to: inside(join(cwd, normal(written))) } }),
    overrides: [...values].map(([name, { text }]) => [name, text] as const),
  };
}

interface PlacedText {
  /** The path in the new folder, which is the root. */
  readonly path: string;
  readonly text: string;
  readonly tree: SyntaxTree;
}

// The spec, then its imports.
function placedTexts({ path, text, tree, composition }: FoundSpec): readonly [PlacedText, ...PlacedText[]] {
  const whole = join(path, '.');
  const imports = composition.files.map(({ id, tree: own }) => ({
    path: relativeTo(dirname(whole), join(id, '.')),
    tree: own,
  }));
  const folder = nested('/spec', Math.max(0, ...imports.map(file => parentsIn(file.path))));
  return [
    { path: join(folder, basename(whole)), text, tree },
    ...imports.map(file => ({ path: join(folder, file.path), text: file.tree.text, tree: file.tree })),
  ];
}

function writingObstacle(trees: readonly SyntaxTree[], values: Values): string | undefined {
  if (trees.some(isBroken)) return 'a part of it cannot be read, which may name other files';
  return trees.some(tree => [...textsIn(tree)].some(leadsOut)) || [...values.values()].some(v => leadsOut(v.text))
    ? 'a path in it may lead to files outside of that folder'
    : undefined;
}

// Each import must lead to its text in the new folder, and not to another text or to a file of the workspace.
function importObstacle(texts: readonly PlacedText[]): string | undefined {
  const byPath = new Map(texts.map(({ path, text }) => [path, text]));
  const leadsElsewhere = ({ path, tree }: PlacedText): boolean =>
    importsOf(tree).some(({ item }) => item.path && !byPath.has(join(dirname(path), slashed(item.path.value))));
  if (texts.some(({ tree }) => importsFromOutside(tree))) return 'an import has an absolute path';
  if (texts.some(leadsElsewhere)) return 'an import may lead to files outside of that folder';
  return texts.some(({ path, text }) => byPath.get(path) !== text)
    ? 'two of its files would have the same path in that folder'
    : undefined;
}

function dataObstacle(host: Pick<Host, 'realPath'>, csv: string, written: string): string | undefined {
  if (ABSOLUTE.test(written) && host.realPath(written) !== host.realPath(csv))
    return 'the spec names its data by an absolute path, and the recorded data is another file';
  return MODULE.test(normal(written)) ? 'Python could run its data as a module' : undefined;
}

// The data is in the working folder of the tool, from which Python before 3.11 imports modules. Windows ignores what may follow the name.
const MODULE = /\.(?:py[cdw]?|so|dll)(?:[. ]*|:.*)$/is;

const ABSOLUTE = /^(?:[\\/]|[A-Za-z]:)/;

const importsFromOutside = (tree: SyntaxTree): boolean =>
  importsOf(tree).some(({ item: { path } }) => path !== undefined && ABSOLUTE.test(path.value));

/** Whether a text may be a path that leads out of the working folder. */
const leadsOut = (text: string): boolean =>
  ABSOLUTE.test(text) || /^[~$%]|:\/\//.test(text) || text.split(/[\\/]/).includes('..');

// The form of what a training writes is that of another tool, so every text counts, except where the data is read.
function* textsIn(tree: SyntaxTree): Iterable<string> {
  for (const { item } of tree.items) {
    if (item.kind !== 'block') continue;
    for (const { key, value } of item.entries)
      if (value && !(item.keyword === 'dataset' && key.text === 'source')) yield* textsOf(value);
    for (const { args } of item.layers) for (const { value } of args) yield* textsOf(value);
  }
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
  for (const part of slashed(path).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

const parentsIn = (path: string): number => path.split('/').filter(part => part === '..').length;
