// kynml.lock: pins the CONFIG_HASH of one spec. Source: the KynML page on reproducibility (seed document 000), "kynml.lock".
import * as z from 'zod/mini';
import { isHash, shortHash } from '../../text/hashForm';
import { member, stringMember } from '../../text/jsonText';
import { documented, hash64, pattern, text } from '../exact';
import { lockNewer } from '../findings/lockNewer';
import type { Kind } from '../kind';
import { shownText, shownTexts } from '../listedTexts';
import { hasAll, hasAny, hasOnly, isSha256 } from '../shape';

const schema = documented(
  z.object({
    backend: text('Backend that the spec is compiled for.'),
    config_hash: hash64('CONFIG_HASH of the spec when it was locked.'),
    kynml_version: text('Version of KynML that wrote the lock; "unknown" when another tool wrote it.'),
    schema_version: pattern('"1"', 'Version of the file format. Only "1" is supported.', /^1$/),
    source_path: text(
      "Path of the spec that this lock pins, with `/`, relative to the lock's folder or to the workspace folder.",
    ),
  }),
  { title: 'KynML lock' },
);

/** Lock of one spec. */
export const kynmlLock: Kind = {
  id: 'kynml-lock',
  title: 'lock',
  source: 'KynML, "Reproducibility": kynml.lock.',
  rules: [
    'Detected by `config_hash` of 64 hex digits and `schema_version`, together with `kynml_version` or `source_path` if there are fields that a lock does not have; or by `kynml_version`, `source_path` and one of these two.',
    'Written with sorted keys, two spaces of indentation and a newline at the end. Unknown fields are kept.',
    '`source_path` may be relative to the folder of the lock or to the workspace folder.',
    'A newer `schema_version` than "1" is reported. Nothing else in such a lock is checked, two such locks cannot be compared, and it is overwritten only after a confirmation.',
    'Two versions are merged field by field. If both changed one field, they are not merged.',
    'Drift: `config_hash` differs from the current CONFIG_HASH of the spec. A missing lock is not drift.',
  ],
  fileNames: ['kynml.lock', '*.kyn.lock'],
  requiredKeys: ['"config_hash"', '"kynml_version"'],
  // Only KynML writes `kynml_version`. With it, a lock without a correct hash is still a lock, and what is wrong is reported. Other programs may have
  // a hash and a schema version too, so their own fields decide.
  detect: root =>
    (isSha256(member(root, 'config_hash')) &&
      hasAll(root, 'schema_version') &&
      !hasAny(root, 'data_hash', 'metrics') &&
      (hasAny(root, 'kynml_version', 'source_path') || hasOnly(root, Object.keys(schema.shape)))) ||
    (hasAll(root, 'kynml_version', 'source_path') && hasAny(root, 'config_hash', 'schema_version')),
  schema,
  gate: root => lockNewer.find(root)[0],
  claims: root => {
    const configHash = stringMember(root, 'config_hash');
    const sourcePath = stringMember(root, 'source_path');
    return { ...(configHash !== undefined && { configHash }), ...(sourcePath !== undefined && { sourcePath }) };
  },
  listing: {
    title: 'Locks of other specs',
    name: root => shownText(root, 'source_path'),
    facts: root => shownTexts(root, ['config_hash']).map(hash => (isHash(hash) ? shortHash(hash) : hash)),
  },
  sections: [
    { id: 'identity', title: 'Identity', prefixes: ['config_hash', 'source_path'] },
    { id: 'other', title: 'Other', prefixes: [] },
  ],
  identity: ['config_hash'],
  merge: { remedy: 'Merge the spec first, then run `kyn lock create SPEC`.' },
  isRun: false,
};
