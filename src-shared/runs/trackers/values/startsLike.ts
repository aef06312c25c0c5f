// Whether a file may be of a program, by its first bytes, so that other files are not read.
import type { Place } from '../place';

/** Whether the beginning of a file matches a pattern. */
export function startsLike(place: Place, name: string, pattern: RegExp): boolean {
  const head = place.head(name);
  return head !== undefined && pattern.test(head);
}
