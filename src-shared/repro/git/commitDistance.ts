// Commits that artifacts name: whether they exist here, and how far behind HEAD they are. Read-only git, asked on demand.
import { gitOutput } from '../../host/gitOutput';
import type { Host } from '../../host/host';

/** `missing`: git finds no such commit, or several. `aside`: it exists, but HEAD does not descend from it. */
export type CommitPlace =
  | { readonly state: 'here'; readonly behind: number }
  | { readonly state: 'aside' }
  | { readonly state: 'missing' }
  | { readonly state: 'no-git' };

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
    const head = (await this.text(folder, ['rev-parse', '--verify', '--quiet', 'HEAD'])) ?? '';
    if (this.places.get(key)?.head === head && head !== '') return;
    this.places.set(key, { head, place: head === '' ? { state: 'no-git' } : await this.find(folder, sha) });
  }

  private async find(folder: string, sha: string): Promise<CommitPlace> {
    const commit = await this.text(folder, ['rev-parse', '--verify', '--quiet', `${sha}^{commit}`]);
    if (commit === undefined) return { state: 'missing' };
    const counts = await this.text(folder, ['rev-list', '--left-right', '--count', `${commit}...HEAD`]);
    const [ahead = Number.NaN, behind = Number.NaN] = (counts ?? '').split('\t').map(Number);
    return ahead === 0 && Number.isInteger(behind) ? { state: 'here', behind } : { state: 'aside' };
  }

  private async text(folder: string, args: readonly string[]): Promise<string | undefined> {
    const out = await gitOutput(this.host, folder, args);
    return out && this.host.decodeUtf8(out)?.trim();
  }
}

const keyOf = (folder: string, sha: string): string => `${folder}\n${sha}`;
