// Session logs are read up to the end of their first line.

import { defineFinding } from '../../text/defineFinding';
import type { JsonNode } from '../../text/jsonText';
import { openingSpan } from '../openingSpan';

/** Only the header of a session log is checked. The hint states this, so that users do not assume that the other lines are valid. */
export const headerOnly = defineFinding({
  code: 'header-only',
  severity: 'hint',
  group: 'artifacts',
  summary: 'Only the first line of a session log, its header, is read and checked.',
  fix: 'Nothing is wrong. The other lines are not checked.',
  example: '{"type": "session", "id": "…", "fingerprint": null}',
  exampleFile: 'session.jsonl',
  message: () => 'Only this line, the header of the session, is checked. The lines below it are not read.',
  *find(root: JsonNode) {
    yield { facts: {}, span: openingSpan(root) };
  },
});
