// kynml.lock: pins the CONFIG_HASH of one spec. Source: the KynML page on reproducibility (seed document 000), "kynml.lock".
import * as z from 'zod';
import type { Diagnostic } from '../../text/diagnostic';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { schemaOfLock } from '../../text/lockSchema';
import { hash64, text } from '../exact';
import type { Kind } from '../kind';

const schema = z
  .object({
    backend: text('What the spec is compiled for.'),
    config_hash: hash64('CONFIG_HASH that the spec had when it was locked.'),
    kynml_version: text('Version of KynML that made the lock; "unknown" when another tool made it.'),
    schema_version: text('Version of the form of this file; "1" is the only one known.'),
    source_path: text("The spec that this lock pins, with /, relative to the lock's folder or the workspace folder."),
  })
  .meta({ title: 'KynML lock' });

const has = (root: JsonNode, key: string): boolean => member(root, key) !== undefined;

/** Lock of one spec. */
export const kynmlLock: Kind = {
  id: 'kynml-lock',
  title: 'lock',
  source: 'KynML, "Reproducibility": kynml.lock.',
  rules: [
    'Written with sorted keys, two blanks of indentation and one line end at the end; fields that this tool does not know are kept.',
    '`source_path` may be relative to the folder of the lock or to the workspace folder.',
    'A newer `schema_version` than "1" is told; nothing else of such a lock is judged, two of them cannot be compared, and it is not overwritten without asking.',
    'Drift: `config_hash` is not the CONFIG_HASH of the spec as it is now. A lock that is missing is no drift.',
  ],
  fileNames: ['kynml.lock', '*.kyn.lock'],
  requiredKeys: ['"config_hash"', '"schema_version"'],
  detect: root => has(root, 'source_path') && (has(root, 'config_hash') || has(root, 'schema_version')),
  schema,
  gate,
  claims: root => {
    const configHash = stringMember(root, 'config_hash');
    const sourcePath = stringMember(root, 'source_path');
    return { ...(configHash !== undefined && { configHash }), ...(sourcePath !== undefined && { sourcePath }) };
  },
  sections: [
    { id: 'identity', title: 'Identity', prefixes: ['config_hash', 'source_path'] },
    { id: 'other', title: 'Other', prefixes: [] },
  ],
  identity: ['config_hash'],
  isRun: false,
};

// What a newer form means is not known, so nothing else is said of it.
function gate(root: JsonNode): Diagnostic | undefined {
  const version = member(root, 'schema_version');
  if (!version || schemaOfLock(version) !== 'newer') return undefined;
  const message =
    'This lock has a newer schema_version than "1", which is the only one that this tool knows, so it is not judged. Update this tool, or regenerate the lock.';
  return { code: 'lock-newer', severity: 'info', message, span: version.span, fixes: [] };
}
