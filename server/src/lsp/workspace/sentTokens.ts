// The semantic tokens that the client received last, one result for each open document, so that only changes need to be sent.
import type { SentTokensResults, TokenSource } from './actionResults';

interface TokenResult {
  readonly resultId: string;
  readonly source: TokenSource;
}

/** The last answer for each document. */
export class SentTokens implements SentTokensResults {
  private readonly last = new Map<string, TokenResult>();
  private count = 0;

  record(uri: string, { tree, scope }: TokenSource): string {
    const resultId = String(++this.count);
    this.last.set(uri, { resultId, source: { tree, scope } });
    return resultId;
  }

  find(uri: string, resultId: string): TokenSource | undefined {
    const result = this.last.get(uri);
    return result?.resultId === resultId ? result.source : undefined;
  }

  /** Drops the answer of a document that was closed. */
  forget(uri: string): void {
    this.last.delete(uri);
  }
}
