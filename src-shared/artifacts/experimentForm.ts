// What PyTyche's own validator says of an experiment manifest (seed document 001, `validate_manifest`): its checks in its order and its words.

import { pythonRepr, pythonType } from '../python/repr';
import { isInteger, type JsonMember, type JsonNode, member, members } from '../text/jsonText';
import { byCodePoint } from '../text/printJson';
import { type Span, span } from '../text/span';

const REQUIRED: readonly string[] = [
  'manifest_schema_version',
  'experiment_id',
  'timestamp_utc',
  'git',
  'env',
  'params',
  'data_provenance',
];

/** A problem at its place, in the words of the original. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

/** All problems that the original validator knows, in the order of its checks: the first is the one that it raises. */
export function pytycheProblems(root: JsonNode): Problem[] {
  if (root.kind !== 'object')
    return [{ code: 'wrong-shape', message: `manifest must be a dict, got ${pythonType(root)}`, span: opening(root) }];
  const present = members(root);
  const provenance = member(root, 'data_provenance');
  return [...missing(root, present), ...foreign(present), ...(provenance ? provenanceProblems(provenance) : [])];
}

function missing(root: JsonNode, present: ReadonlyMap<string, JsonMember>): Problem[] {
  const names = REQUIRED.filter(key => !present.has(key)).sort(byCodePoint);
  if (names.length === 0) return [];
  return [
    { code: 'missing-field', message: `manifest missing required fields: ${names.join(', ')}`, span: opening(root) },
  ];
}

// Each foreign key has the whole sentence, so that whichever is looked at first says what the original says.
function foreign(present: ReadonlyMap<string, JsonMember>): Problem[] {
  const found = [...present.values()].filter(({ key }) => key !== 'pytyche' && !REQUIRED.includes(key));
  const names = found.map(m => m.key).sort(byCodePoint);
  const message = `manifest has unexpected top-level keys (foreign keys not permitted; extension content must live under the reserved 'pytyche' key): ${names.join(', ')}`;
  return found
    .sort((a, b) => byCodePoint(a.key, b.key))
    .map(({ keySpan }) => ({ code: 'unknown-field', message, span: keySpan }));
}

function provenanceProblems(node: JsonNode): Problem[] {
  const problem = (message: string, at: JsonNode = node): Problem[] => [
    { code: 'wrong-field', message, span: at === node ? opening(node) : at.span },
  ];
  if (node.kind !== 'object')
    return problem(`data_provenance must be a dict with a 'kind' discriminator; got ${pythonType(node)}`);
  const kind = member(node, 'kind');
  if (!kind || kind.kind === 'null')
    return problem(
      "data_provenance missing required 'kind' discriminator (expected one of: 'synthetic', 'external')",
      kind,
    );
  const name = kind.kind === 'string' ? kind.text : undefined;
  if (name === 'synthetic') return seedProblems(member(node, 'seed'), problem);
  if (name === 'external') return hashesProblems(member(node, 'hashes'), problem);
  return problem(
    `data_provenance has unknown 'kind' value ${pythonRepr(kind)}; expected 'synthetic' or 'external'`,
    kind,
  );
}

type Raise = (message: string, at?: JsonNode) => Problem[];

function seedProblems(seed: JsonNode | undefined, problem: Raise): Problem[] {
  if (!seed) return problem("data_provenance kind='synthetic' requires a 'seed' field");
  if (seed.kind === 'number' && isInteger(seed.text)) return [];
  return problem("data_provenance.seed must be an int for kind='synthetic'", seed);
}

function hashesProblems(hashes: JsonNode | undefined, problem: Raise): Problem[] {
  if (hashes?.kind !== 'object') return problem("data_provenance kind='external' requires a 'hashes' dict", hashes);
  if (hashes.members.length > 0) return [];
  const message = "data_provenance kind='external' requires a non-empty 'hashes' map (at least one artifact hash)";
  return problem(message, hashes);
}

const opening = ({ kind, span: whole }: JsonNode): Span =>
  kind === 'object' || kind === 'array' ? span(whole.start, whole.start + 1) : whole;
