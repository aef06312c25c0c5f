// The settings that the spec of a run had, leaf by leaf: `train.optimizer.lr`, with the values that the run was started with.
import { memoized } from '../../host/memoized';
import { parse } from '../../kyn/syntax/parse';
import { settingsOf } from '../../kyn/training/settings';
import { isBroken } from '../../kyn/training/specChanges';
import { withoutBom } from '../../repro/hash/configHash';
import { HIDDEN } from '../../text/hidden';
import type { JsonNode } from '../../text/jsonText';
import { jsonNumber, jsonString } from '../../text/makeJson';
import type { SpecText } from '../list/measurement';
import { isSetting, type RunRow, settingName } from '../list/runRow';

/** The settings of a run by path; none where its spec cannot be found or has syntax errors. */
export type SpecLeaves = (row: Pick<RunRow, 'claims' | 'fields'>) => ReadonlyMap<string, JsonNode>;

/** Reads the specs of runs, each once. `$name` is replaced by the value of the run, otherwise by that of the spec; params themselves are then no settings. */
export function specLeaves(textOf: SpecText): SpecLeaves {
  const ofSpec = memoized((hash: string) => writtenSettings(textOf(hash)));
  return ({ claims: { configHash }, fields }) => {
    const written = configHash === undefined ? undefined : ofSpec(configHash);
    if (!written) return NONE;
    const given = new Map(
      [...fields].flatMap(([key, node]) => (isSetting(key) ? [[settingName(key), givenText(node)] as const] : [])),
    );
    if (given.size === 0) return written.leaves;
    return leavesOf(written, name => given.get(name) ?? written.params.get(name));
  };
}

const NONE: ReadonlyMap<string, JsonNode> = new Map();

interface WrittenSettings {
  readonly settings: readonly (readonly [path: string, shown: string])[];
  readonly params: ReadonlyMap<string, string>;
  /** The settings of a run without values of its own. */
  readonly leaves: ReadonlyMap<string, JsonNode>;
}

function writtenSettings(text: string | undefined): WrittenSettings | undefined {
  const tree = text === undefined ? undefined : parse(withoutBom(text));
  if (!tree || isBroken(tree)) return undefined;
  const all = [...settingsOf(tree)].map(([path, { shown }]) => [path, shown] as const);
  const params = new Map(
    all.flatMap(([path, shown]) => (path.startsWith(PARAMS) ? [[path.slice(PARAMS.length), shown] as const] : [])),
  );
  // The text of an import may use params in ways that are not seen here.
  const hidden = tree.items.some(({ item }) => item.kind === 'import') ? /^sweep\b/ : /^(?:params|sweep)\b/;
  const settings = all.filter(([path]) => !hidden.test(path));
  const written = { settings, params, leaves: NONE };
  return { ...written, leaves: leavesOf(written, name => params.get(name)) };
}

const PARAMS = 'params.';

function leavesOf(
  { settings }: Pick<WrittenSettings, 'settings'>,
  paramOf: (name: string) => string | undefined,
): Map<string, JsonNode> {
  return new Map(settings.map(([path, shown]) => [path, leafOf(resolved(shown, paramOf))]));
}

/** The most characters that params add to a setting: a list may name a long param many times. */
const MAX_ADDED = 2000;

function resolved(shown: string, paramOf: (name: string) => string | undefined): string {
  if (!shown.includes('$')) return shown;
  let room = MAX_ADDED;
  return shown.replace(/\$(\w+)/g, (whole, name: string) => {
    const value = paramOf(name) ?? whole;
    if (value.length > room) return whole;
    room -= value.length;
    return value;
  });
}

// The text of a param is written as in a spec.
function givenText(node: JsonNode): string {
  if (node.kind === 'bool') return String(node.value);
  if (!('text' in node)) return node.kind;
  return 'secret' in node && node.secret ? HIDDEN : node.text;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const leafOf = (shown: string): JsonNode => (NUMBER.test(shown) ? jsonNumber(shown) : jsonString(shown));
