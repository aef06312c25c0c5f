// Secrets that only their name shows, and that are secrets wherever their text is repeated.
import { isUuid } from './randomText';
import { hasSecret } from './secretText';

// Each text of a file is searched for each of them, and a file may have many secrets.
const MOST = 10;
const MOST_TRIED = 100;
const LONGEST = 64;

/** The first of some secrets whose text cannot be another thing elsewhere; no longer than a password, and each once. */
export function distinctSecrets(secrets: Iterable<string>): readonly string[] {
  const found = new Set<string>();
  let tried = 0;
  for (const secret of secrets) {
    if (found.size === MOST || tried++ === MOST_TRIED) break;
    if (isDistinct(secret)) found.add(secret);
  }
  return [...found];
}

// Secrets that have a form are found everywhere. A word or a short number may be another thing elsewhere, and so may a hash or an id.
const isDistinct = (text: string): boolean =>
  text.length <= LONGEST &&
  (text.length >= 16 || (text.length >= 8 && /\d/.test(text) && /[a-z]/i.test(text))) &&
  !/^[0-9a-f]+$/i.test(text) &&
  !isUuid(text) &&
  !hasSecret(text);
