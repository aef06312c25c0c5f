// The detector of secrets in a text: by form (secretForms.ts), and by name where a text contains `name = value`.
// Specs, artifacts, messages and all output use it; artifacts/secrets adds what only the tree of a file shows.
import { assignedSecrets, nearSecrets } from './assignedSecrets';
import { encodedTexts } from './encodedText';
import { spansAcrossLines, spansWithoutEscapes, united } from './escapes';
import { HIDDEN } from './hidden';
import { matchesOf } from './matchesOf';
import { placedSecrets } from './placedSecrets';
import { recentTexts } from './recentTexts';
import { FORMS, type FormGroup } from './secretForms';
import { mayBeSecretName } from './secretNames';
import { type Span, span } from './span';

const SHORTEST = 6;

// Manifests of a folder have most of their values in common.
const RECENT = 1000;

const PLAIN =
  /^(?:[\w.]{0,13}|[+-]?\d{1,20}(?:\.\d{0,20})?(?:e[+-]?\d{1,4})?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/i;
const NONE: readonly Span[] = [];

/**
 * Whether a text is a short word, a number or a time of a computer, as most names and values are. It contains no secret, because every form is longer or has
 * another character, and nothing that hides or reorders text.
 */
export const isPlain = (text: string): boolean => PLAIN.test(text);

/** The secrets in a text, in order and without overlaps; only the secret part of an address or an assignment. */
export const secretSpans = (text: string): readonly Span[] => (isPlain(text) ? NONE : recentSpans(text));

const recentSpans = recentTexts(text => allSpansOf(text), { count: RECENT });

/**
 * The secrets in lines of a text, as `secretSpans` finds them. What the whole text cannot contain is not searched in its parts, which is many times faster.
 * @param whole the text
 */
export function secretsOfLines(whole: string): (lines: string) => readonly Span[] {
  const wanted = wantedIn(whole);
  return lines => allSpansOf(lines, wanted);
}

function allSpansOf(text: string, wanted?: Wanted): readonly Span[] {
  const found = [...spansOf(text, wanted), ...spansWithoutEscapes(text, spansOf), ...spansAcrossLines(text, spansOf)];
  return found.length > 1 ? united(found) : found;
}

/** What a text may contain. */
interface Wanted {
  readonly forms: readonly FormGroup[];
  readonly names: boolean;
}

const wantedIn = (text: string): Wanted => ({
  forms: FORMS.filter(({ hint }) => hint(text)),
  names: mayBeSecretName(text),
});

const ALL: Wanted = { forms: FORMS, names: true };

function spansOf(text: string, { forms, names }: Wanted = ALL): Span[] {
  if (text.length < SHORTEST) return [];
  const found = forms
    .flatMap(({ hint, pattern, isSecret = () => true }) =>
      hint(text)
        ? matchesOf(pattern(), text)
            .map(spanOf)
            .filter(s => isSecret(text.slice(s.start, s.end)))
        : [],
    )
    .filter(s => !isMasked(text.slice(s.start, s.end)))
    .concat(encodedSecrets(text));
  const all =
    names && mayBeSecretName(text)
      ? [...found, ...assignedSecrets(text), ...nearSecrets(text), ...placedSecrets(text)]
      : found;
  return all.length > 1 ? united(all) : all;
}

const encodedSecrets = (text: string): Span[] =>
  encodedTexts(text)
    .filter(one => spansOf(one.text).length > 0)
    .map(({ index, written }) => span(index, index + written.length));

// The secret part of a match is at its end, except in addresses, where the host is not part of the match.
function spanOf(match: RegExpMatchArray): Span {
  const part = Object.values(match.groups ?? {}).find(group => group !== undefined);
  const end = (match.index ?? 0) + match[0].length;
  return span(end - (part ?? match[0]).length, end);
}

// Documentation shows a key as `hf_xxxxxxxxxxxxxxxx`.
const isMasked = (text: string): boolean => /(?:x{12}|X{12}|\*{4}|\.{4}|0{16}|…)$/.test(text);

/** Whether a text contains a secret. */
export const hasSecret = (text: string): boolean => secretSpans(text).length > 0;

/** The text with each secret replaced. */
export function replaceSecrets(text: string, instead: (secret: string) => string): string {
  const spans = secretSpans(text);
  if (spans.length === 0) return text;
  const parts = spans.map(
    ({ start, end }, i) => text.slice(spans[i - 1]?.end ?? 0, start) + instead(text.slice(start, end)),
  );
  return parts.join('') + text.slice(spans.at(-1)?.end);
}

/** A text for people, without secrets. */
export const withoutSecretForms = (text: string): string => replaceSecrets(text, () => HIDDEN);
