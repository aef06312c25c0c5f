// A report or a session log without a fingerprint.

import { defineFinding } from '../../text/defineFinding';
import { type JsonNode, member } from '../../text/jsonText';
import { openingSpan } from '../openingSpan';

/** The configuration and the code of a report or a session are not recorded. */
export const noFingerprint = defineFinding({
  code: 'no-fingerprint',
  severity: 'info',
  group: 'artifacts',
  summary: 'A report or session log has no fingerprint, so its configuration and code are unknown.',
  fix: 'A fingerprint cannot be added afterwards. Record one with the next run.',
  example: '{"eval_name": "math", "total_samples": 5, "fingerprint": null}',
  exampleFile: 'report.json',
  message: ({ title }: { readonly title: string }) =>
    `This ${title} has no fingerprint, so its configuration and code are unknown.`,
  *find(root: JsonNode, title: string) {
    const fingerprint = member(root, 'fingerprint');
    if (!fingerprint || fingerprint.kind === 'null')
      yield { facts: { title }, span: fingerprint?.span ?? openingSpan(root) };
  },
});
