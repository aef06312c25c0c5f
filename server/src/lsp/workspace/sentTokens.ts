// The semantic tokens that a client was given last, by document: what it has, so that only what changed need be sent.
// The one thing that a feature remembers: the protocol asks for it. One result for each open document, dropped when it closes.

/** One answer: its id, and the numbers of the protocol, five for each token. */
export interface TokenResult {
  readonly resultId: string;
  readonly data: readonly number[];
}

/** Replaces `deleteCount` numbers from `start` on. */
export interface TokenEdit {
  readonly start: number;
  readonly deleteCount: number;
  readonly data: number[];
}

/** Remembers the last answer for each document. */
export class SentTokens {
  private readonly last = new Map<string, TokenResult>();
  private count = 0;

  /** Keeps an answer in place of the one before, and names it. */
  keep(uri: string, data: number[]): { resultId: string; data: number[] } {
    const resultId = String(++this.count);
    this.last.set(uri, { resultId, data });
    return { resultId, data };
  }

  /** What the client has, if it is that answer which is known. */
  known(uri: string, resultId: string): readonly number[] | undefined {
    const result = this.last.get(uri);
    return result?.resultId === resultId ? result.data : undefined;
  }

  /** The document was closed. */
  forget(uri: string): void {
    this.last.delete(uri);
  }
}

const TOKEN = 5;

/** What turns `before` into `after`: nothing, or one edit of whole tokens. Places are relative to the token before, so what only moved is the same. */
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
