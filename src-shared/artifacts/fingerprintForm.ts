// What the kinds that contain a config fingerprint share. Source: the document on config fingerprinting (seed document 003).
import * as z from 'zod/mini';
import { documented, field, pattern, text } from './exact';

/** `true` or `false`. */
const bool = (doc: string): z.ZodMiniType<boolean> =>
  field({ expected: 'true or false', doc, schema: { type: 'boolean' } }, (v): v is boolean => typeof v === 'boolean');

/** A list of names. */
export const names = (doc: string): z.ZodMiniType<string[]> =>
  documented(z.array(text('A name.')), { description: doc });

/**
 * The fields that every fingerprint has. The original writes a hash of 16 digits, but its example of a session shows 8, so shortened hashes are
 * accepted and reported.
 */
export const fingerprintFields = (domain: 'eval' | 'session', what: string) => ({
  config_hash: pattern(
    '8 to 16 lower-case hex digits (fewer than 16: shortened)',
    `First 16 digits of the SHA-256 of the canonical JSON of ${what}. It never includes the API key of the endpoint.`,
    /^[0-9a-f]{8,16}$/,
  ),
  git_sha: pattern(
    '8 lower-case hex digits or "unknown"',
    'First 8 digits of the code\'s commit; "unknown" outside a git repository. Functions are recorded by name only, so the commit identifies their code.',
    /^([0-9a-f]{8}|unknown)$/,
  ),
  git_dirty: bool('Whether there were uncommitted changes. If so, the commit does not identify the code that ran.'),
  domain: pattern(
    `"${domain}"`,
    'What the fingerprint describes: an evaluation or a session.',
    new RegExp(`^${domain}$`),
  ),
});
