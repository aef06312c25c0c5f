// The store of the results of user actions. Features record through ActionResults; server.ts drops what is out of date.
import type { Host } from '../../../../src-shared/host/host';
import type { ActionResults, DlmCheckResult, DlmCheckResults } from './actionResults';
import { SentTokens } from './sentTokens';
import { VerifiedData } from './verifiedData';

/** Keeps the results of user actions. */
export class ActionResultStore implements ActionResults {
  readonly verifiedData: VerifiedData;
  readonly dlmChecks: DlmCheckResults = new DlmChecks();
  readonly sentTokens = new SentTokens();

  constructor(host: Host) {
    this.verifiedData = new VerifiedData(host);
  }

  /** A document was closed: its tokens are not needed again. */
  closed(uri: string): void {
    this.sentTokens.forget(uri);
  }
}

class DlmChecks implements DlmCheckResults {
  private readonly byPath = new Map<string, DlmCheckResult>();

  record(path: string, result: DlmCheckResult): void {
    this.byPath.set(path, result);
  }

  find(path: string, text: string): DlmCheckResult | undefined {
    const result = this.byPath.get(path);
    return result?.text === text ? result : undefined;
  }
}
