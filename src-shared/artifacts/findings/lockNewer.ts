// A kynml.lock with a newer schema. What it means is unknown, so nothing else in it is checked.

import { defineFinding } from '../../text/defineFinding';
import { type JsonNode, member } from '../../text/jsonText';
import { schemaOfLock, schemaVersionText } from '../../text/lockSchema';

/** The lock of a spec has a schema that this tool does not support. */
export const lockNewer = defineFinding({
  code: 'lock-newer',
  severity: 'info',
  group: 'locks',
  summary:
    'The lock has a newer schema than this tool supports, so it is not checked. Shown on the spec and on `schema_version` of the lock.',
  fix: 'Update this tool, or regenerate the lock with the supported schema (after a confirmation).',
  example: '{"schema_version": "2", "config_hash": "…", "source_path": "house_price.kyn"}',
  exampleFile: 'kynml.lock',
  message: ({ lock, version }: { readonly lock: string; readonly version: string }) =>
    `${lock} has \`schema_version\` ${schemaVersionText(version)}, which is newer than this tool supports, so it is not checked. Update this tool, or regenerate the lock.`,
  *find(root: JsonNode) {
    const version = member(root, 'schema_version');
    if ((version?.kind === 'string' || version?.kind === 'number') && schemaOfLock(version) === 'newer')
      yield { facts: { lock: 'This lock', version: version.text }, span: version.span };
  },
});
