// The semantic tokens that the client received last, one result for each open document, so that only changes need to be sent.
import type { SentTokensResults } from './actionResults';

interface TokenResult {
  readonly resultId: string;
  /** The numbers of the protocol, five for each token. */
  readonly data: readonly number[];
}

/** The last answer for each document. */
export class SentTokens implements SentTokensResults {
  private readonly last = new Map<string, TokenResult>();
  private count = 0;

  record(uri: string, data: number[]): { resultId: string; data: number[] } {
    const resultId = String(++this.count);
    this.last.set(uri, { resultId, data });
    return { resultId, data };
  }

  find(uri: string, resultId: string): readonly number[] | undefined {
    const result = this.last.get(uri);
    return result?.resultId === resultId ? result.data : undefined;
  }

  /** Drops the answer of a document that was closed. */
  forget(uri: string): void {
    this.last.delete(uri);
  }
}
