// Working trees of which git leaves files out on purpose.
import { isOverlong } from '../../host/linkRoute';
import { dirname, join } from '../../host/paths';
import type { TextResult } from '../../host/readText';
import { type RepositoryHost, repositoryOf } from '../../host/repositoryOf';

/** What is known about a file that is missing in such a working tree: the end of a sentence about it. */
export const NOT_CHECKED_OUT = 'is not checked out (this is a sparse checkout)';

/**
 * Whether git checks out only some files of the working tree that a file is in (`core.sparseCheckout`, see git-sparse-checkout(1)). Starts no program; false
 * where the settings of the repository cannot be read. `read`: reads what may be read, because `.git` may be a file that names any folder.
 */
export function isSparse(host: RepositoryHost, path: string, read: (path: string) => TextResult): boolean {
  const top = isOverlong(path) ? undefined : repositoryOf(host, dirname(path));
  if (top === undefined) return false;
  const entry = join(top, '.git');
  // In a linked working tree and in a submodule, `.git` is a file that names the folder.
  const file = read(entry);
  const folder = file.ok ? join(top, /^gitdir: ([^\r\n]+)/.exec(file.text)?.[1] ?? '') : entry;
  const values = ['config.worktree', 'config'].map(name => {
    const config = read(join(folder, name));
    return config.ok ? SETTING.exec(config.text)?.[1] : undefined;
  });
  return /^(?:true|yes|on|1)$/i.test(values.find(value => value !== undefined) ?? '');
}

const SETTING = /^[ \t]*sparsecheckout[ \t]*=[ \t]*(\w+)/im;
