// The log of a session, JSON Lines. Of it only the first line is read: the header, with the fingerprint of what the session ran with.
// Source: the document on config fingerprinting (seed document 003), "Session JSONL Header".
import * as z from 'zod';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { pattern, text } from '../exact';
import { jsonLines } from '../fileFormat';
import { fingerprintFields, fingerprintNotes, names } from '../fingerprintForm';
import type { Kind } from '../kind';

const fingerprint = z
  .object({
    ...fingerprintFields('session', 'model, env, sorted tools and the hash of the system prompt'),
    model: text('The model, e.g. anthropic/claude-….'),
    env: text('Name of the environment.'),
    tools: names('Tools that the session offered, sorted.'),
  })
  .meta({ description: 'Which configuration the session ran with, and with which code.' });

const schema = z
  .object({
    type: pattern('"session"', 'What the line is: the header of a session.', /^session$/),
    id: text('Identifier of the session.'),
    fingerprint: fingerprint.nullable().optional(),
  })
  .meta({ title: 'Session header' });

/** Log of a session. */
export const sessionLog: Kind = {
  id: 'session-log',
  title: 'session log',
  source: 'Config fingerprinting: session JSONL header.',
  rules: [
    'A .jsonl file whose first line is an object with type "session". Only that line is read, however long the file is, and that is said.',
    'A first line of more than 349,525 characters (a third of 1 MiB) is not judged.',
    'A fingerprint may be missing or null, as in older sessions; that is told, and two such sessions cannot be compared.',
    'A config_hash of 8 to 15 digits is read as a shortened one, with a warning: the example of the document shows 8.',
  ],
  fileFormat: jsonLines,
  fileNames: [],
  headPattern: /^\ufeff?\s*\{\s*"type"\s*:\s*"session"/,
  requiredKeys: ['"session"'],
  detect: root => stringMember(root, 'type') === 'session',
  schema,
  claims: root => {
    const own = member(root, 'fingerprint');
    return own?.kind === 'object' ? { fingerprint: own } : {};
  },
  extra: root => [...fingerprintNotes(root, 'session log'), headerOnly(root)],
  sections: [
    { id: 'identity', title: 'Identity', prefixes: ['type', 'id'] },
    { id: 'fingerprint', title: 'Fingerprint', prefixes: ['fingerprint'] },
    { id: 'other', title: 'Other', prefixes: [] },
  ],
  identity: ['fingerprint'],
  isRun: false,
};

// Without weight: it is no fault, but nobody should take the silence on the other lines for a good word.
const headerOnly = (root: JsonNode) =>
  ({
    code: 'header-only',
    severity: 'hint',
    message: 'Only this line, the header of the session, is read and checked; the lines below it are not.',
    span: { start: root.span.start, end: root.span.start + 1 },
    fixes: [],
  }) as const;
