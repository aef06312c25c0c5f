// Spans of a text, as the whole core uses them: offsets in UTF-16 units, end exclusive.

/** A span of text, `start <= end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Creates a span. */
export const span = (start: number, end: number): Span => ({ start, end });

/** The same span, `by` units later. */
export const shift = (s: Span, by: number): Span => ({ start: s.start + by, end: s.end + by });

/** Whether an offset is in a span, both ends included (a cursor at the end of a word is in the word). */
export const touches = (s: Span, offset: number): boolean => s.start <= offset && offset <= s.end;
