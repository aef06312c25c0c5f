// The outputs of the stages in a dvc.yaml. Source: the page "dvc.yaml" of DVC's documentation. Templates (`${...}`, `foreach`, `matrix`) are not expanded,
// so their outputs are unknown.
import { type Alias, Composer, type Document, isAlias, isMap, isScalar, isSeq, Lexer, Parser, visit } from 'yaml';
import { dirname, join } from '../../host/paths';

/** An output of a stage. `path`: absolute. `isCached`: DVC stores it, so it can be fetched instead of made. */
export interface DvcOutput {
  readonly stage: string;
  readonly path: string;
  readonly isCached: boolean;
}

/** The largest dvc.yaml that is read, in bytes. */
export const DVC_YAML_LIMIT = 1024 * 1024;

// Aliases can repeat a list in each stage.
const MAX_OUTPUTS = 10_000;
// The composer of the package calls itself once a level, and Node can end the whole process when the stack is full.
const MAX_DEPTH = 100;

/** The outputs of a dvc.yaml at an absolute path; none where the text is not a YAML document. DVC resolves `..` by text. */
export function dvcOutputs(text: string, path: string): DvcOutput[] {
  const document = composed(text);
  if (!document) return [];
  const resolve = aliasResolver(document);
  const found: DvcOutput[] = [];
  let visited = 0;
  for (const [stage, body] of entriesOf(resolve, entry(resolve, document.contents, 'stages'))) {
    const wdir = textOf(resolve(entry(resolve, body, 'wdir'))) ?? '.';
    const folder = join(dirname(path), wdir);
    for (const item of outputItems(resolve, body)) {
      if (++visited > MAX_OUTPUTS) return found;
      const output = outputOf(resolve, item);
      if (output && ![wdir, output.path].some(isTemplate))
        found.push({ stage, path: join(folder, output.path), isCached: output.isCached });
    }
  }
  return found;
}

function* outputItems(resolve: Resolve, body: unknown): Generator<unknown> {
  for (const key of OUTPUT_KEYS) {
    const list = resolve(entry(resolve, body, key));
    if (isSeq(list)) yield* list.items;
  }
}

// Metrics and plots are outputs too.
const OUTPUT_KEYS = ['outs', 'metrics', 'plots'];

const isTemplate = (path: string): boolean => path.includes('${');

type Resolve = (node: unknown) => unknown;

// An output is its path, or an object with the path as its key and its options.
function outputOf(resolve: Resolve, item: unknown): { readonly path: string; readonly isCached: boolean } | undefined {
  const node = resolve(item);
  const path = textOf(node);
  if (path !== undefined) return { path, isCached: true };
  const [first] = entriesOf(resolve, node);
  if (!first) return undefined;
  const cache = resolve(entry(resolve, first[1], 'cache'));
  return { path: first[0], isCached: !(isScalar(cache) && cache.value === false) };
}

const textOf = (node: unknown): string | undefined =>
  isScalar(node) && typeof node.value === 'string' && node.value !== '' ? node.value : undefined;

function* entriesOf(resolve: Resolve, node: unknown): Generator<readonly [key: string, value: unknown]> {
  const map = resolve(node);
  for (const { key, value } of isMap(map) ? map.items : []) {
    const name = textOf(resolve(key));
    if (name !== undefined) yield [name, value];
  }
}

function entry(resolve: Resolve, node: unknown, key: string): unknown {
  for (const [name, value] of entriesOf(resolve, node)) if (name === key) return value;
  return undefined;
}

// `Alias.resolve` of the package searches the whole document each time.
function aliasResolver(document: Document.Parsed): Resolve {
  const anchors = new Map<string, unknown>();
  const targets = new Map<Alias, unknown>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) targets.set(node, anchors.get(node.source));
      else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return node => (isAlias(node) ? targets.get(node) : node);
}

function composed(text: string): Document.Parsed | undefined {
  try {
    const parser = new Parser();
    const tokens = [];
    for (const lexeme of new Lexer().lex(text)) {
      for (const token of parser.next(lexeme)) tokens.push(token);
      if (parser.stack.length > MAX_DEPTH) return undefined;
    }
    for (const token of parser.end()) tokens.push(token);
    // The package compares every two keys of a mapping when `uniqueKeys` is set.
    const options = { uniqueKeys: false, prettyErrors: false };
    const [document] = new Composer(options).compose(tokens, true, text.length);
    return document && document.errors.length === 0 ? (document as Document.Parsed) : undefined;
  } catch {
    // The package may also throw.
    return undefined;
  }
}
