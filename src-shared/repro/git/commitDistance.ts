// Where commits stand that artifacts name: whether they exist here, and how far behind HEAD they are. Read-only git, asked when somebody looks.
import type { Host } from '../../host/host';

/** `missing`: git knows no such commit, or several. `aside`: it exists, and HEAD does not come after it. */
export type CommitPlace =
  | { readonly state: 'here'; readonly behind: number }
  | { readonly state: 'aside' }
  | { readonly state: 'missing' }
  | { readonly state: 'no-git' };

/** What is known of commits, by folder; it holds as long as HEAD does. */
export class Commits {
  private readonly known = new Map<string, { head: string; place: CommitPlace }>();

  constructor(private readonly host: Host) {}

  /** What is known of a commit; undefined when git was not asked or has not answered yet. */
  place(folder: string, sha: string): CommitPlace | undefined {
    return this.known.get(keyOf(folder, sha))?.place;
  }

  /** Asks git, unless nothing moved since it was asked. `sha` is nothing but hex digits; others are never given to git. */
  async refresh(folder: string, sha: string): Promise<void> {
    if (!/^[0-9a-f]{7,64}$/.test(sha)) return;
    const key = keyOf(folder, sha);
    const head = (await this.text(folder, ['rev-parse', '--verify', '--quiet', 'HEAD'])) ?? '';
    if (this.known.get(key)?.head === head && head !== '') return;
    this.known.set(key, { head, place: head === '' ? { state: 'no-git' } : await this.find(folder, sha) });
  }

  private async find(folder: string, sha: string): Promise<CommitPlace> {
    const commit = await this.text(folder, ['rev-parse', '--verify', '--quiet', `${sha}^{commit}`]);
    if (commit === undefined) return { state: 'missing' };
    const counts = await this.text(folder, ['rev-list', '--left-right', '--count', `${commit}...HEAD`]);
    const [own = Number.NaN, behind = Number.NaN] = (counts ?? '').split('\t').map(Number);
    return own === 0 && Number.isInteger(behind) ? { state: 'here', behind } : { state: 'aside' };
  }

  private async text(folder: string, args: readonly string[]): Promise<string | undefined> {
    const out = await this.host.git(folder, args);
    return out && this.host.decodeUtf8(out)?.trim();
  }
}

const keyOf = (folder: string, sha: string): string => `${folder}\n${sha}`;
