// The checks of PyTyche's own validator of experiment manifests (seed document 001, `validate_manifest`), in its order and with its messages.

import { pythonRepr, pythonType } from '../python/repr';
import type { Diagnostic } from '../text/diagnostic';
import { firstFew } from '../text/firstFew';
import { isInteger, type JsonMember, type JsonNode, member, members } from '../text/jsonText';
import { byCodePoint } from '../text/printJson';
import { textOrLength } from '../text/shortText';
import { isSupportedManifest } from './experimentVersion';
import { missingField } from './findings/missingField';
import { unknownField } from './findings/unknownField';
import { wrongField } from './findings/wrongField';
import { wrongShape } from './findings/wrongShape';
import { openingSpan } from './openingSpan';
import { countKeys } from './shape';

const REQUIRED: readonly string[] = [
  'manifest_schema_version',
  'experiment_id',
  'timestamp_utc',
  'git',
  'env',
  'params',
  'data_provenance',
];

/** Whether an object is an experiment manifest: of the supported version with two more of the required fields, or of any other with all of them. */
export function isExperimentForm(root: JsonNode): boolean {
  const version = member(root, 'manifest_schema_version');
  if (!version) return false;
  const others = REQUIRED.slice(1);
  return countKeys(root, others) >= (isSupportedManifest(version) ? 2 : others.length);
}

/** All problems that the original validator detects, in the order of its checks: it raises the first one. */
export function pytycheProblems(root: JsonNode): Diagnostic[] {
  if (root.kind !== 'object')
    return [wrongShape.report({ quoted: `manifest must be a dict, got ${pythonType(root)}` }, openingSpan(root))];
  const present = members(root);
  const provenance = member(root, 'data_provenance');
  return [
    ...missingFields(root, present),
    ...foreignFields(present),
    ...(provenance ? provenanceProblems(provenance) : []),
  ];
}

function missingFields(root: JsonNode, present: ReadonlyMap<string, JsonMember>): Diagnostic[] {
  const names = REQUIRED.filter(key => !present.has(key)).sort(byCodePoint);
  if (names.length === 0) return [];
  return [missingField.report({ quoted: `manifest missing required fields: ${names.join(', ')}` }, openingSpan(root))];
}

// The keys in the message, which each key has: with all of them in full, thousands of foreign keys would need gigabytes.
const MAX_LISTED = 20;
const MAX_KEY = 100;

// Each foreign key is reported with the whole sentence, so that each of them shows the original message.
function foreignFields(present: ReadonlyMap<string, JsonMember>): Diagnostic[] {
  const found = [...present.values()].filter(({ key }) => key !== 'pytyche' && !REQUIRED.includes(key));
  const names = found.map(m => m.key).sort(byCodePoint);
  const shown = firstFew(names, MAX_LISTED, { text: name => textOrLength(name, MAX_KEY) });
  const quoted = `manifest has unexpected top-level keys (foreign keys not permitted; extension content must live under the reserved 'pytyche' key): ${shown}`;
  return found
    .sort((a, b) => byCodePoint(a.key, b.key))
    .map(({ keySpan }) => unknownField.report({ quoted }, keySpan, { severity: 'error' }));
}

function provenanceProblems(node: JsonNode): Diagnostic[] {
  const problem: Report = (quoted, at = node) => [
    wrongField.report({ quoted }, at === node ? openingSpan(node) : at.span),
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

type Report = (message: string, at?: JsonNode) => Diagnostic[];

function seedProblems(seed: JsonNode | undefined, problem: Report): Diagnostic[] {
  if (!seed) return problem("data_provenance kind='synthetic' requires a 'seed' field");
  if (seed.kind === 'number' && isInteger(seed.text)) return [];
  return problem("data_provenance.seed must be an int for kind='synthetic'", seed);
}

function hashesProblems(hashes: JsonNode | undefined, problem: Report): Diagnostic[] {
  if (hashes?.kind !== 'object') return problem("data_provenance kind='external' requires a 'hashes' dict", hashes);
  if (hashes.members.length > 0) return [];
  const message = "data_provenance kind='external' requires a non-empty 'hashes' map (at least one artifact hash)";
  return problem(message, hashes);
}
