// A finding about a text, and how it can be fixed. The same shape for specs and artifacts, for the editor and the command line.
import { hiderOf } from './hiderOf';
import { oneLine } from './oneLine';
import { recentTexts } from './recentTexts';
import type { Span } from './span';

/** The severity of a finding. A `hint` is shown without emphasis. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Replaces a span of text. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A fix. `safe`: it cannot change the meaning of a valid spec, so it may be applied without review. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly safe: boolean;
  /** It deletes text that the author may have meant, so editors never prefer it. */
  readonly deletes?: true;
  /** It writes a placeholder that only the author can replace, so editors never prefer it. */
  readonly guesses?: true;
}

/** Whether a fix may be applied with one key press: it is the only fix, guesses nothing and deletes nothing. */
export const isPreferred = ({ fixes }: Pick<Diagnostic, 'fixes'>, fix: Fix): boolean =>
  fixes.length === 1 && !fix.deletes && !fix.guesses;

/** A finding at its place. `unused`: the editor may fade the text instead of underlining it. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
  readonly unused?: boolean;
  /** What the finding is about, if a check can report several at one place, e.g. a key. */
  readonly about?: string;
}

// A file may have a million findings with the same words.
const shownText = recentTexts(oneLine, { count: 500 });

/** A finding whose message and titles are text for people: the only place where findings are made. */
export function makeDiagnostic(d: Diagnostic): Diagnostic {
  return { ...d, message: shownText(d.message), fixes: d.fixes.map(f => ({ ...f, title: shownText(f.title) })) };
}

/** Findings without secrets that only the names in their file show; the same objects if there are no secrets. */
export function withoutSecrets(found: readonly Diagnostic[], secrets: readonly string[]): readonly Diagnostic[] {
  if (secrets.length === 0) return found;
  const hide = hiderOf(secrets);
  return found.map(d => ({
    ...d,
    message: hide(d.message),
    fixes: d.fixes.map(f => ({ ...f, title: hide(f.title) })),
  }));
}

/** Order for lists: by place, then by code. */
export const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);

/** The first safe fix of each finding, in text order, without overlaps. */
export function safeFixes(diagnostics: readonly Diagnostic[]): Fix[] {
  const chosen: Fix[] = [];
  let end = -1;
  for (const { fixes } of diagnostics) {
    const first = fixes.find(fix => fix.safe);
    const start = first?.edits[0]?.span.start;
    if (!first || start === undefined || start <= end) continue;
    chosen.push(first);
    for (const edit of first.edits) end = Math.max(end, edit.span.end);
  }
  return chosen;
}

/** The edits of the safe fixes. */
export const safeEdits = (diagnostics: readonly Diagnostic[]): TextEdit[] =>
  safeFixes(diagnostics).flatMap(({ edits }) => edits);

/** A fix with one edit. An unsafe fix that removes text without a replacement is marked as deleting. */
export function fix(title: string, at: Span, text: string, safe = true): Fix {
  const deletes = !safe && text === '' && at.end > at.start;
  return { title, edits: [{ span: at, text }], safe, ...(deletes && { deletes }) };
}

/** A fix with one edit that deletes text. */
export const deletion = (title: string, at: Span, text = ''): Fix => ({
  ...fix(title, at, text, false),
  deletes: true,
});
