// What the kinds that hold a config fingerprint share. Source: the document on config fingerprinting (seed document 003).
import * as z from 'zod';
import type { Diagnostic } from '../text/diagnostic';
import { type JsonNode, member } from '../text/jsonText';
import { field, pattern, text } from './exact';

/** `true` or `false`. */
const bool = (doc: string): z.ZodType<boolean> =>
  field({ expected: 'true or false', doc, schema: { type: 'boolean' } }, (v): v is boolean => typeof v === 'boolean');

/** A list of names. */
export const names = (doc: string): z.ZodType<string[]> => z.array(text('A name.')).meta({ description: doc });

/**
 * The fields that every fingerprint has. The original's hash has 16 digits; its example of a session shows 8, so a shortened one is read, and told.
 */
export const fingerprintFields = (domain: 'eval' | 'session', what: string) => ({
  config_hash: pattern(
    '16 lower-case hex digits (from 8 on: shortened)',
    `SHA-256 of the canonical JSON of ${what}, first 16 digits. The key to an endpoint is never part of it.`,
    /^[0-9a-f]{8,16}$/,
  ),
  git_sha: pattern(
    '8 lower-case hex digits or "unknown"',
    'Commit of the code, first 8 digits; "unknown" outside of git. Functions are recorded by name only: what they do is told by the commit.',
    /^([0-9a-f]{8}|unknown)$/,
  ),
  git_dirty: bool('Whether something was not committed, so that the commit does not say what code ran.'),
  domain: pattern(`"${domain}"`, 'What the fingerprint is of: an evaluation or a session.', new RegExp(`^${domain}$`)),
});

/** Notes on a fingerprint that no schema can express: there is none, or its hash is shortened. */
export function fingerprintNotes(root: JsonNode, title: string): Diagnostic[] {
  const fingerprint = member(root, 'fingerprint');
  if (!fingerprint || fingerprint.kind === 'null') {
    const span = fingerprint?.span ?? { start: root.span.start, end: root.span.start + 1 };
    const message = `This ${title} has no fingerprint, so nothing tells which configuration and code it is of.`;
    return [{ code: 'no-fingerprint', severity: 'info', message, span, fixes: [] }];
  }
  const hash = member(fingerprint, 'config_hash');
  if (hash?.kind !== 'string' || !/^[0-9a-f]{8,15}$/.test(hash.text)) return [];
  const message = `config_hash has ${hash.text.length} of its 16 digits: it was shortened, and a shortened hash is weaker evidence that two configurations are the same.`;
  return [{ code: 'shortened-hash', severity: 'warning', message, span: hash.span, fixes: [] }];
}
