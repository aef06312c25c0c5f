// From a .dlm document to the lock of its store. Source: DLM, "Determinism & reproducibility" (seed document 002): each store has a dlm.lock next to
// manifest.json; the store is $DLM_HOME or ~/.dlm, then store/<dlm_id>. What is left out: everything else of the front matter.
import { join } from '../../host/paths';
import { type Span, span } from '../../text/span';
import { shortHash } from '../hash/configHash';

/** The identifier that a document names, at its place, or why it has none as a sentence. */
export type DlmId =
  | { readonly ok: true; readonly id: string; readonly span: Span }
  | { readonly ok: false; readonly why: string };

/** What the store depends on; absolute paths with `/`. `dlmHome` is $DLM_HOME, where it is set. */
export interface StorePlaces {
  readonly dlmHome: string | undefined;
  readonly home: string;
}

const OPENING = /^\ufeff?---(?:\r\n|\r|\n)/;
const LINE = /([^\r\n]*)(\r\n|\r|\n|$)/y;
const KEY = /^(["']?)dlm_id\1 *:(?: +|$)/;

/** Reads `dlm_id` from the front matter: YAML between two `---` lines, of which only a top-level `dlm_id: value` is read. */
export function dlmIdOf(text: string): DlmId {
  if (!OPENING.test(text))
    return no('The document does not begin with --- on a line of its own, so it has no front matter.');
  const lines = frontMatter(text);
  if (!lines) return no('The front matter is not closed: a second line --- is missing.');
  const found = lines.filter(({ line }) => KEY.test(line));
  const [first, second] = found;
  if (!first) return no('The front matter has no dlm_id at its top level; dlm init writes one.');
  if (second) return no('dlm_id stands twice in the front matter; remove one.');
  const next = lines.slice(lines.indexOf(first) + 1).find(({ line }) => !/^[ \t]*(?:#.*)?$/.test(line));
  return next && /^[ \t]/.test(next.line) ? no(NOT_ONE_LINE) : idIn(first);
}

interface Line {
  readonly line: string;
  /** Offset of its start. */
  readonly at: number;
}

// The lines between the two ---; undefined when the second one is missing. What follows it is not looked at: documents are long.
function frontMatter(text: string): Line[] | undefined {
  const lines: Line[] = [];
  for (let at = OPENING.exec(text)?.[0].length ?? 0; at < text.length; ) {
    LINE.lastIndex = at;
    const [whole = '', line = ''] = LINE.exec(text) ?? [];
    if (line === '---') return lines;
    lines.push({ line, at });
    at += whole.length;
  }
  return undefined;
}

const NOT_ONE_LINE = 'dlm_id is not written as one text on its line, plain or in quotes, so it is not read.';

function idIn({ line, at }: Line): DlmId {
  const start = KEY.exec(line)?.[0].length ?? 0;
  const scalar = scalarIn(line.slice(start));
  if (!scalar) return no(NOT_ONE_LINE);
  const why = faultOf(scalar.id);
  const from = at + start + scalar.from;
  return why === undefined ? { ok: true, id: scalar.id, span: span(from, from + scalar.id.length) } : no(why);
}

// A quoted scalar without escapes, or a plain one that YAML reads as a string.
const SCALAR =
  /^(?:"([^"\\]*)"|'([^']*)'|([^\s"'#&*!|>%@`{}[\],?:-](?:[^\s#:]|:(?=\S)| +(?=[^\s#]))*)) *(?:(?<= )#.*)?$/;
// What YAML 1.1, which Python reads, takes for something else than a string: nothing, truth, numbers.
const NO_STRING =
  /^(?:~|null|true|false|yes|no|on|off|[-+]?[0-9][0-9_]*|0[xob][0-9a-f_]+|[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:e[-+]?[0-9]+)?|[-+]?\.(?:inf|nan)|[0-9]{4}-[0-9]{2}-[0-9]{2})$/i;

function scalarIn(text: string): { readonly id: string; readonly from: number } | undefined {
  const [, double, single, plain] = SCALAR.exec(text) ?? [];
  const quoted = double ?? single;
  if (quoted !== undefined) return { id: quoted, from: 1 };
  return plain === undefined || NO_STRING.test(plain) ? undefined : { id: plain, from: 0 };
}

// The identifier becomes the name of a folder, so it must not lead anywhere else.
function faultOf(id: string): string | undefined {
  if (id === '') return 'dlm_id is empty.';
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(id) && !id.includes('..') && id.length <= 200) return undefined;
  return 'dlm_id names the folder of the store, and this one cannot: only letters, digits, - and _ and single dots are taken.';
}

const no = (why: string): DlmId => ({ ok: false, why });

/** Where DLM keeps its stores; undefined where $DLM_HOME is relative, for it is not known to what. */
export function dlmHome({ dlmHome: set, home }: StorePlaces): string | undefined {
  if (set === undefined || set === '') return join(home, '.dlm');
  const path = set.replaceAll('\\', '/');
  if (path === '~' || path.startsWith('~/')) return join(home, `.${path.slice(1)}`);
  return /^(?:\/|[A-Za-z]:\/)/.test(path) ? join(path, '.') : undefined;
}

/** The lock of a document's store, there or not; undefined where the home of DLM is not known or the identifier cannot name a folder. */
export function storeLock(id: string, places: StorePlaces): string | undefined {
  const top = dlmHome(places);
  return top === undefined || faultOf(id) !== undefined ? undefined : join(top, `store/${id}/dlm.lock`);
}

/** Whether a document is as its lock recorded it. That it changed is information and never a warning: editing it is what training is for. */
export interface DocumentState {
  readonly state: 'same' | 'changed';
  readonly severity: 'info';
  /** SHA-256 of the document's bytes. */
  readonly hash: string;
  readonly message: string;
}

/** Compares the SHA-256 of a document's raw bytes with the `dlm_sha256` of its lock. */
export function documentState(hash: string, recorded: string): DocumentState {
  const same = hash === recorded;
  const message = same
    ? 'The document is as it was when its lock was written.'
    : `The document changed since its lock was written (recorded ${shortHash(recorded)}, now ${shortHash(hash)}). That is what training is for; the next run records it.`;
  return { state: same ? 'same' : 'changed', severity: 'info', hash, message };
}
