// The outputs of the stages in a dvc.yaml. Source: the page "dvc.yaml" of DVC's documentation. Templates (`${...}`, `foreach`, `matrix`) are not expanded,
// so their outputs are unknown.
import { isMap, isScalar, isSeq } from 'yaml';
import { dirname, join } from '../../host/paths';
import { type YamlDocument, yamlDocument } from '../../text/yamlDocument';

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

/** The outputs of a dvc.yaml at an absolute path; none where the text is not a YAML document. DVC resolves `..` by text. */
export function dvcOutputs(text: string, path: string): DvcOutput[] {
  const document = yamlDocument(text);
  if (!document) return [];
  const { contents, resolve } = document;
  const found: DvcOutput[] = [];
  let visited = 0;
  for (const [stage, body] of entriesOf(resolve, entry(resolve, contents, 'stages'))) {
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

type Resolve = YamlDocument['resolve'];

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

type Entries = ReadonlyMap<string, unknown>;

// Aliases can repeat a mapping in each stage, so its entries are collected once. Of two with one name, the first counts.
function entriesOf(resolve: Resolve, node: unknown): Entries {
  const map = resolve(node);
  if (!isMap(map)) return new Map();
  const known = collected.get(map);
  if (known) return known;
  const found = new Map<string, unknown>();
  for (const { key, value } of map.items) {
    const name = textOf(resolve(key));
    if (name !== undefined && !found.has(name)) found.set(name, value);
  }
  collected.set(map, found);
  return found;
}

const collected = new WeakMap<object, Entries>();

const entry = (resolve: Resolve, node: unknown, key: string): unknown => entriesOf(resolve, node).get(key);
