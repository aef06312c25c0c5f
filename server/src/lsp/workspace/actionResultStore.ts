// The store of what features record, which they use through ActionResults; server.ts drops the tokens of closed documents.
import type { Host } from '../../../../src-shared/host/host';
import type { Claim } from '../../../../src-shared/repro/history/claimFolder';
import type { KeptRun } from '../../../../src-shared/repro/history/keepRun';
import type { ActionResults, DlmCheckResult, DlmCheckResults, FolderClaims, StartedRuns } from './actionResults';
import { SentTokens } from './sentTokens';
import { VerifiedData } from './verifiedData';
import { VerifiedRuns } from './verifiedRuns';

/** Keeps what features recorded. */
export class ActionResultStore implements ActionResults {
  readonly verifiedData: VerifiedData;
  readonly verifiedRuns: VerifiedRuns;
  readonly dlmChecks: DlmCheckResults = new DlmChecks();
  readonly sentTokens = new SentTokens();
  readonly startedRuns: StartedRuns = new ById<KeptRun>();
  readonly claims: FolderClaims = new ById<Claim>();

  constructor(host: Host) {
    this.verifiedData = new VerifiedData(host);
    this.verifiedRuns = new VerifiedRuns(host);
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

class ById<T> {
  private readonly entries = new Map<string, T>();

  record(id: string, entry: T): void {
    this.entries.set(id, entry);
  }

  find(id: string): T | undefined {
    return this.entries.get(id);
  }

  take(id: string): T | undefined {
    const entry = this.entries.get(id);
    this.entries.delete(id);
    return entry;
  }
}
