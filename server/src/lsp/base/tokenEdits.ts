// The difference between two answers of semantic tokens.

/** Replaces `deleteCount` numbers from `start` on. */
export interface TokenEdit {
  readonly start: number;
  readonly deleteCount: number;
  readonly data: number[];
}

/** Numbers of one token in the protocol. */
const TOKEN = 5;

/** The edits that turn `before` into `after`: none, or one of whole tokens. Positions are relative to the previous token, so moved tokens are equal. */
export function tokenEdits(before: readonly number[], after: readonly number[]): TokenEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start === before.length && start === after.length) return [];
  start -= start % TOKEN;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  end -= end % TOKEN;
  return [{ start, deleteCount: before.length - end - start, data: after.slice(start, after.length - end) }];
}
