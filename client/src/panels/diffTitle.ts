// The title of a diff panel: the parts in which the two paths differ.
import { oneLine } from '../../../src-shared/text/oneLine';
import { t } from '../ui/l10n';

/** `Compare: 2026-04-18 ↔ 2026-04-19` for two paths with `/` that differ in one folder. */
export function diffTitle(a: string, b: string): string {
  const [shortA, shortB] = distinct(a.split('/'), b.split('/'));
  return t('Compare: {0} ↔ {1}', oneLine(shortA), oneLine(shortB));
}

/** Removes common leading and trailing path segments, but never a whole path. */
function distinct(a: readonly string[], b: readonly string[]): readonly [string, string] {
  const room = Math.min(a.length, b.length) - 1;
  const head = countEqual(room, at => a[at] === b[at]);
  const tail = countEqual(room - head, at => a.at(-1 - at) === b.at(-1 - at));
  const middle = (parts: readonly string[]) => parts.slice(head, parts.length - tail).join('/');
  return [middle(a), middle(b)];
}

function countEqual(limit: number, equalAt: (at: number) => boolean): number {
  let count = 0;
  while (count < limit && equalAt(count)) count++;
  return count;
}
