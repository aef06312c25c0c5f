// Reads the files of a commit without checking it out. A worktree would write into .git, and its checkout runs the filters that the repository names.
import { gitText } from '../../host/gitOutput';
import type { Host } from '../../host/host';
import { dirname, isInside, joinWritten, relativeTo } from '../../host/paths';
import { importsOf } from '../../kyn/names/compose';
import { parse } from '../../kyn/syntax/parse';
import { withoutBom } from '../hash/configHash';

/** A commit of a repository. `top`: the top folder of its work tree. */
export interface Commit {
  readonly top: string;
  readonly id: string;
}

// Imports of imports; a chain is not longer.
const MAX_LEVELS = 100;
const MAX_FILES = 1000;

/** The texts of all files that a spec imports, as they are in a commit, by absolute path. Files that the commit does not have are left out. */
export async function importedTexts(
  host: Host,
  commit: Commit,
  spec: { readonly path: string; readonly text: string },
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const visited = new Set([spec.path]);
  let level = [spec];
  for (let i = 0; i < MAX_LEVELS && level.length > 0 && visited.size < MAX_FILES; i++) {
    const paths = level.flatMap(file => importedPaths(file)).filter(path => isInside(commit.top, path));
    const added = [...new Set(paths)].filter(path => !visited.has(path));
    level = [];
    for (const path of added) {
      visited.add(path);
      const bytes = await fileAt(host, commit, path);
      const text = bytes && host.decodeUtf8(bytes);
      if (text === undefined) continue;
      texts.set(path, text);
      level.push({ path, text });
    }
  }
  return texts;
}

const importedPaths = ({ path, text }: { readonly path: string; readonly text: string }): string[] =>
  importsOf(parse(withoutBom(text))).flatMap(({ item }) =>
    item.path ? [joinWritten(dirname(path), item.path.value)] : [],
  );

// An object id of git: SHA-1 or SHA-256.
const OBJECT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** The bytes of a file in a commit; undefined where the commit does not have it, or git does not answer. */
export async function fileAt(host: Host, { top, id }: Commit, path: string): Promise<Uint8Array | undefined> {
  if (!OBJECT.test(id) || !isInside(top, path)) return undefined;
  // Without `--quiet`, a file that the commit does not have would be reported as a failure of git.
  const args = ['rev-parse', '--verify', '--quiet', `${id}:${relativeTo(top, path)}`];
  const blob = await gitText(host, top, args, { mayFindNothing: true });
  if (!blob.ok || !OBJECT.test(blob.text)) return undefined;
  const content = await host.git(top, ['cat-file', 'blob', blob.text]);
  return content.ok ? content.stdout : undefined;
}
