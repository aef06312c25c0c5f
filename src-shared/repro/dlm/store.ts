// Locates the lock of a .dlm document's store. Source: DLM, "Determinism & reproducibility" (seed document 002): each store has a dlm.lock next to
// manifest.json; the store is $DLM_HOME or ~/.dlm, then store/<dlm_id>. Left out: everything else in the front matter.

import { join } from '../../host/paths';
import { shortHash } from '../../text/hashForm';
import { numberText } from '../../text/numberText';
import { frontMatterOf } from './frontMatter';
import { readYamlString } from './yamlString';

/** The identifier in a document, or a sentence that states why it has none. */
export type DlmId = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly why: string };

/** The folders that determine the location of a store; absolute paths with `/`. `dlmHome` is $DLM_HOME, if set. */
export interface StorePlaces {
  readonly dlmHome: string | undefined;
  readonly home: string;
}

// Front matter is written by hand and short; lenses read it on each keystroke.
const MAX_CHARACTERS = 16_384;

/** Reads `dlm_id` from the front matter: YAML between two `---` lines, as PyYAML reads it. */
export function dlmIdOf(text: string): DlmId {
  const front = frontMatterOf(text, MAX_CHARACTERS);
  if (!front) return no('The document does not start with a `---` line, so it has no front matter.');
  if (front.end - front.start > MAX_CHARACTERS) return no(TOO_LONG);
  if (front.body === undefined) return no('The front matter is not closed: the second `---` line is missing.');
  const found = readYamlString(text.slice(front.start, front.end), 'dlm_id');
  switch (found.state) {
    case 'absent':
      return no('The front matter has no `dlm_id` at its top level. `dlm init` writes one.');
    case 'not-string':
      return no('`dlm_id` is not a string. Write the identifier in double quotes.');
    case 'unreadable':
      return no(unreadable(found.line));
    case 'string': {
      const why = faultOf(found.value);
      return why === undefined ? { ok: true, id: found.value } : no(why);
    }
  }
}

const TOO_LONG = `The front matter is longer than ${numberText(MAX_CHARACTERS)} characters, so \`dlm_id\` is not read.`;

// The line in the document: the front matter starts on its second line.
const unreadable = (line: number | undefined): string =>
  line === undefined
    ? 'The front matter is not valid YAML, or has a form that this tool does not read, so `dlm_id` is not read.'
    : `The front matter is not valid YAML (line ${line + 2}), so \`dlm_id\` is not read.`;

// The identifier becomes the name of a folder, so it must not lead anywhere else.
function faultOf(id: string): string | undefined {
  if (id === '') return '`dlm_id` is empty.';
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(id) && !id.includes('..') && id.length <= 200) return undefined;
  return '`dlm_id` must be the name of a folder: only letters, digits, `-`, `_` and single dots are allowed.';
}

const no = (why: string): DlmId => ({ ok: false, why });

/** The folder of DLM's stores; undefined if $DLM_HOME is relative, because its base folder is unknown. */
export function dlmHome({ dlmHome: set, home }: StorePlaces): string | undefined {
  if (set === undefined || set === '') return join(home, '.dlm');
  const path = set.replaceAll('\\', '/');
  if (path === '~' || path.startsWith('~/')) return join(home, `.${path.slice(1)}`);
  return /^(?:\/|[A-Za-z]:\/)/.test(path) ? join(path, '.') : undefined;
}

/** The path of the lock of a document's store; undefined if DLM's folder is unknown or the identifier cannot be the name of a folder. */
export function storeLock(id: string, places: StorePlaces): string | undefined {
  const top = dlmHome(places);
  return top === undefined || faultOf(id) !== undefined ? undefined : join(top, `store/${id}/dlm.lock`);
}

/** Whether a document matches its lock. A change is not a problem: users edit a document to train on the new text. */
export interface DocumentState {
  readonly state: 'same' | 'changed';
  /** SHA-256 of the document's bytes. */
  readonly hash: string;
  readonly message: string;
}

/** Compares the SHA-256 of a document's raw bytes with the `dlm_sha256` of its lock. */
export function documentState(hash: string, recorded: string): DocumentState {
  const same = hash === recorded;
  const message = same
    ? 'The document has not changed since its lock was written.'
    : `The document changed since its lock was written (recorded ${shortHash(recorded)}, now ${shortHash(hash)}). The next training run records it.`;
  return { state: same ? 'same' : 'changed', hash, message };
}
