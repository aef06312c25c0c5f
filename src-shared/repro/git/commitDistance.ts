// Commits that artifacts name: whether they exist here, and how far behind HEAD they are. Read-only git, asked on demand.
import type { GitFailure, Host } from '../../host/host';

/** `missing`: git finds no such commit, or several. `aside`: it exists, but HEAD does not descend from it. `unknown`: git did not answer. */
export type CommitPlace =
  | { readonly state: 'here'; readonly behind: number }
  | { readonly state: 'aside' }
  | { readonly state: 'missing' }
  | { readonly state: 'no-commits' }
  | { readonly state: 'unknown'; readonly reason: GitFailure };

/** Commits by folder, valid as long as HEAD does not move. */
export class Commits {
  private readonly places = new Map<string, { head: string; place: CommitPlace }>();

  constructor(private readonly host: Host) {}

  /** The place of a commit; undefined if it was not queried or git has not finished yet. */
  place(folder: string, sha: string): CommitPlace | undefined {
    return this.places.get(keyOf(folder, sha))?.place;
  }

  /** Queries git, unless HEAD has not moved. `sha` must be hex digits; anything else is never passed to git. */
  async refresh(folder: string, sha: string): Promise<void> {
    if (!/^[0-9a-f]{7,64}$/.test(sha)) return;
    const key = keyOf(folder, sha);
    const head = await this.text(folder, ['rev-parse', '--verify', '--quiet', 'HEAD']);
    if (!head.ok) this.places.set(key, { head: '', place: placeWithout(head.reason, { state: 'no-commits' }) });
    else if (this.places.get(key)?.head !== head.text)
      this.places.set(key, { head: head.text, place: await this.find(folder, sha) });
  }

  private async find(folder: string, sha: string): Promise<CommitPlace> {
    const commit = await this.text(folder, ['rev-parse', '--verify', '--quiet', `${sha}^{commit}`]);
    if (!commit.ok) return placeWithout(commit.reason, { state: 'missing' });
    const counts = await this.text(folder, ['rev-list', '--left-right', '--count', `${commit.text}...HEAD`]);
    if (!counts.ok) return { state: 'unknown', reason: counts.reason };
    const [ahead = Number.NaN, behind = Number.NaN] = counts.text.split('\t').map(Number);
    return ahead === 0 && Number.isInteger(behind) ? { state: 'here', behind } : { state: 'aside' };
  }

  private async text(folder: string, args: readonly string[]): Promise<TextOutput> {
    const result = await this.host.git(folder, args);
    if (!result.ok) return result;
    const text = this.host.decodeUtf8(result.stdout)?.trim();
    return text ? { ok: true, text } : { ok: false, reason: 'failed' };
  }
}

type TextOutput = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: GitFailure };

// Only a command that ran and failed says something about the commit.
const placeWithout = (reason: GitFailure, failed: CommitPlace): CommitPlace =>
  reason === 'failed' ? failed : { state: 'unknown', reason };

const keyOf = (folder: string, sha: string): string => `${folder}\n${sha}`;
