// The log of a session, as JSON Lines. Only the first line is read: the header, with the fingerprint of the session's configuration.
// Source: the document on config fingerprinting (seed document 003), "Session JSONL Header".
import * as z from 'zod/mini';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { documented, pattern, text } from '../exact';
import { jsonLines } from '../fileFormat';
import { headerOnly } from '../findings/headerOnly';
import { noFingerprint } from '../findings/noFingerprint';
import { shortenedHash } from '../findings/shortenedHash';
import { fingerprintFields, names } from '../fingerprintForm';
import type { Kind } from '../kind';
import { shownText, shownTexts, timeClaim } from '../listedTexts';
import { countKeys, hasOnly } from '../shape';

const fingerprint = documented(
  z.object({
    ...fingerprintFields('session', 'the model, the environment, the sorted tools and the hash of the system prompt'),
    model: text('Name of the model, e.g. anthropic/claude-….'),
    env: text('Name of the environment.'),
    tools: names('Tools that the session offered, sorted.'),
  }),
  { description: 'Configuration and code of the session.' },
);

// The original's headers contain these too. Their form is not documented, so any value is accepted.
const known = (doc: string) => z.optional(documented(z.unknown(), { description: doc }));

const schema = documented(
  z.object({
    type: pattern('"session"', 'Marks the line as the header of a session.', /^session$/),
    id: text('Identifier of the session.'),
    timestamp: known('When the session started.'),
    cwd: known('Working folder of the session.'),
    provider: known('Provider of the model.'),
    model: known('Name of the model.'),
    parent_id: known('Identifier of the session that this one continues; null for a new session.'),
    fingerprint: z.optional(z.nullable(fingerprint)),
  }),
  { title: 'Session header' },
);

// Other programs write logs with such headers, but without a fingerprint or with one of another form.
function hasSessionFingerprint(root: JsonNode): boolean {
  const recorded = member(root, 'fingerprint');
  if (recorded?.kind === 'null') return hasOnly(root, Object.keys(schema.shape));
  const isSession = stringMember(recorded, 'domain') === 'session';
  const signs = countKeys(recorded, ['config_hash', 'git_sha', 'git_dirty']) + (isSession ? 1 : 0);
  return signs >= 2 || (signs === 1 && hasOnly(recorded, Object.keys(fingerprint.shape)));
}

/** Log of a session. */
export const sessionLog: Kind = {
  id: 'session-log',
  title: 'session log',
  source: 'Config fingerprinting: session JSONL header.',
  rules: [
    'Detected by a first line that is an object with type "session" and a fingerprint. This is an object with two of `config_hash`, `git_sha`, `git_dirty` and the domain session, or with one of them and only documented fields; or it is null in a header with only documented fields. Only that line is read; a hint states this.',
    'A first line of more than 349,525 characters (a third of 1 MiB) is not checked.',
    'A merge conflict is reported where the file begins with it.',
    'The fingerprint may be null, as in older sessions. This is reported, and two such sessions cannot be compared.',
    'A config_hash of 8 to 15 digits is read as a shortened hash, with a warning. The example in the documentation shows 8.',
  ],
  fileFormat: jsonLines,
  fileNames: [],
  headPattern: /^\ufeff?\s*\{\s*"type"\s*:\s*"session"/,
  requiredKeys: ['"fingerprint"'],
  detect: root => stringMember(root, 'type') === 'session' && hasSessionFingerprint(root),
  schema,
  claims: root => {
    const recorded = member(root, 'fingerprint');
    return { ...timeClaim(root, 'timestamp'), ...(recorded?.kind === 'object' && { fingerprint: recorded }) };
  },
  listing: {
    title: 'Session logs',
    name: root => shownText(root, 'id'),
    facts: root => shownTexts(member(root, 'fingerprint'), ['model']),
  },
  extra: root => [...noFingerprint.find(root, 'session log'), ...shortenedHash.find(root), ...headerOnly.find(root)],
  sections: [
    {
      id: 'identity',
      title: 'Identity',
      prefixes: ['type', 'id', 'timestamp', 'cwd', 'provider', 'model', 'parent_id'],
    },
    { id: 'fingerprint', title: 'Fingerprint', prefixes: ['fingerprint'] },
    { id: 'other', title: 'Other', prefixes: [] },
  ],
  identity: ['fingerprint'],
  isRun: false,
};
