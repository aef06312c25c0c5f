// Where the hash of a run comes from: a spec as it is now, an older version of one, or nothing that is known here.
import type { FeatureContext } from '../protocol/featureContext';

/** `path` is absolute for a current spec and relative to the git work tree for an older one. */
export type Origin =
  | { readonly state: 'current'; readonly path: string }
  | { readonly state: 'stale'; readonly path: string; readonly commit: string; readonly date: string }
  | { readonly state: 'unknown' };

/** Paths of the specs of the workspace by their CONFIG_HASH now: of the buffer where one is open, else of the file. */
export function specsByHash({ workspace, inventory }: FeatureContext): Map<string, string> {
  const open = [...workspace.allDocuments()].flatMap(d =>
    d.path?.endsWith('.kyn') ? [[d.path, d.hash()] as const] : [],
  );
  const isOpen = new Set(open.map(([path]) => path));
  const closed = [...inventory.specs].filter(([path]) => !isOpen.has(path));
  const specs = new Map<string, string>();
  for (const [path, hash] of [...open, ...closed]) if (hash !== undefined && !specs.has(hash)) specs.set(hash, path);
  return specs;
}

/** The origin of a hash. */
export function originOf(
  hash: string | undefined,
  specs: ReadonlyMap<string, string>,
  { history }: FeatureContext,
): Origin {
  if (hash === undefined) return { state: 'unknown' };
  const path = specs.get(hash);
  if (path !== undefined) return { state: 'current', path };
  const version = history.version(hash);
  return version
    ? { state: 'stale', path: version.path, commit: version.commit, date: version.date }
    : { state: 'unknown' };
}

/** Paths of the specs that a hash may come from: all that have it now, else those that lie where git has the older version. */
export function specsOf(hash: string, { workspace, inventory, history }: FeatureContext): string[] {
  const open = [...workspace.allDocuments()].flatMap(({ path }) => (path?.endsWith('.kyn') ? [path] : []));
  const known = [...new Set([...open, ...inventory.specs.keys()])].sort();
  const current = known.filter(path => workspace.hashAt(path) === hash);
  if (current.length > 0) return current;
  // Git names a path from the top of its work tree, which is a folder of the workspace or one above it.
  const older = history.version(hash)?.path;
  return older === undefined ? [] : known.filter(path => path.endsWith(`/${older}`));
}

/** An origin in words that follow "made from". */
export function originText(origin: Origin, label: (path: string) => string): string {
  switch (origin.state) {
    case 'current':
      return `${label(origin.path)} as it is now`;
    case 'stale':
      return `an older version of ${origin.path} (commit ${origin.commit.slice(0, 8)}, ${origin.date.slice(0, 10)})`;
    case 'unknown':
      return 'a spec or version that is not known here';
  }
}
