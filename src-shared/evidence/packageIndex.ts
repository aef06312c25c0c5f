// evidence.json: which file of a package is what. The text is written and read here.
import { PACKAGE_FILES, PACKAGE_FORMAT } from '../repro/files/packageFolder';
import { type JsonNode, member, parseJson, stringMember } from '../text/jsonText';
import { type JsonValue, printJson } from '../text/outputJson';
import type { Evidence } from './evidence';
import { byPath } from './packagePath';

/** The name of the file. */
export const INDEX = PACKAGE_FILES.index;

const VERSION = 1;

/** The text of the index. */
export function indexText(evidence: Evidence): string {
  const { generator, label, entry, configHash, dataHash, time, verdict, parts, missing } = evidence;
  const index: JsonValue = {
    format: PACKAGE_FORMAT,
    version: VERSION,
    generator,
    run: label,
    entry: entry ?? null,
    configHash: configHash ?? null,
    dataHash: dataHash ?? null,
    time: time.time,
    verdict,
    parts: [...parts].sort(byPath).map(({ role, path }) => ({ role, path })),
    missing: missing.map(({ what, reason }) => ({ what, reason })),
  };
  return printJson(index);
}

/** The index of a package, as far as it is needed to check it. `configHash`, `dataHash`: undefined for none. */
export interface PackageIndex {
  readonly configHash: string | undefined;
  readonly dataHash: string | undefined;
  readonly entry: number | undefined;
  readonly verdict: string | undefined;
  readonly parts: readonly { readonly role: string; readonly path: string }[];
}

/** Reads an index; undefined for a text that is not one, or that a later version wrote. */
export function readIndex(text: string): PackageIndex | undefined {
  const root = parseJson(text).value;
  const parts = member(root, 'parts');
  const version = member(root, 'version');
  if (stringMember(root, 'format') !== PACKAGE_FORMAT || parts?.kind !== 'array') return undefined;
  if (version?.kind !== 'number' || version.text !== String(VERSION)) return undefined;
  const read = parts.items.map(partOf);
  const entry = entryOf(member(root, 'entry'));
  if (read.includes(undefined) || entry === 'wrong') return undefined;
  const [configHash, dataHash, verdict] = ['configHash', 'dataHash', 'verdict'].map(key => stringMember(root, key));
  return { configHash, dataHash, entry, verdict, parts: read.flatMap(part => part ?? []) };
}

function partOf(node: JsonNode): { readonly role: string; readonly path: string } | undefined {
  const [role, path] = [stringMember(node, 'role'), stringMember(node, 'path')];
  return role === undefined || path === undefined ? undefined : { role, path };
}

function entryOf(node: JsonNode | undefined): number | undefined | 'wrong' {
  if (node?.kind === 'null') return undefined;
  return node?.kind === 'number' && /^\d{1,7}$/.test(node.text) ? Number(node.text) : 'wrong';
}
