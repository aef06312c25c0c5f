// The specs of the workspace by their CONFIG_HASH, and the origin of a run among them. The rules are in the core (runs/runOrigin.ts).
import { memoized } from '../../../../src-shared/host/memoized';
import { join } from '../../../../src-shared/host/paths';
import { repositoryLookup } from '../../../../src-shared/host/repositoryOf';
import { importsOf } from '../../../../src-shared/kyn/names/compose';
import type { Clock } from '../../../../src-shared/protocol/clock';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { failureText } from '../../../../src-shared/repro/git/gitFailure';
import { unreadSpec } from '../../../../src-shared/runs/list/unreadSpec';
import {
  type HashedSpec,
  originText,
  possibleSpecs,
  type RunOrigin,
  runOrigin,
  specsByHash,
} from '../../../../src-shared/runs/runOrigin';
import { systemClock } from '../base/systemClock';
import type { FeatureContext } from '../protocol/featureContext';

/** What origins depend on. */
type OriginContext = Pick<FeatureContext, 'workspace' | 'inventory' | 'history'>;

/** Finds the origins of hashes in the current state of the workspace. */
export interface OriginLookup {
  find(hash: string | undefined): RunOrigin;
  /** The absolute path of a spec in git, which may have been deleted since; undefined outside of repositories. */
  specAt(path: string): string | undefined;
  /** Why the current version of the spec at an absolute path is not known; see unreadSpec.ts. */
  faultOf(path: string): string | undefined;
  /** The origin in words that follow "made from"; its day is local unless another clock is given. */
  text(origin: RunOrigin, clock?: Clock): string;
  /** Whether a spec imports files, which its CONFIG_HASH does not cover. */
  hasImports(path: string): boolean;
}

/** A lookup of origins; create one for each answer, because specs change. */
export function originLookup(context: OriginContext): OriginLookup {
  const specs = specsByHash(hashedSpecs(context));
  const hasImports = memoized((path: string): boolean => {
    const tree = context.workspace.treeAt(path);
    return tree !== undefined && importsOf(tree).length > 0;
  });
  const { workspace, inventory } = context;
  const topOf = repositoryLookup(workspace.host);
  const specAt = memoized((path: string): string | undefined => {
    const tops = new Set(workspace.folders.flatMap(folder => topOf(folder) ?? []));
    const paths = [...tops].map(top => join(top, path));
    return paths.find(p => inventory.specs.has(p)) ?? paths[0];
  });
  const faultOf = memoized((path: string) => unreadSpec(workspace.host, path, at => workspace.read(at)));
  return {
    hasImports,
    specAt,
    faultOf,
    find(hash) {
      const origin = runOrigin(hash, specs, h => context.history.version(h));
      const path = origin.state === 'stale' ? specAt(origin.path) : undefined;
      const fault = path === undefined ? undefined : faultOf(path);
      return path === undefined || fault === undefined ? origin : { state: 'unknown', unread: { path, fault } };
    },
    text: (origin, { day } = systemClock) =>
      originText(origin, { label: path => context.workspace.label(path), day, hasImports }) +
      unknownReason(origin, context),
  };
}

/** An unknown origin in the same words. */
export const unknownOriginText = (context: OriginContext): string => originLookup(context).text({ state: 'unknown' });

// Without git's answer, an older version may exist.
function unknownReason(origin: RunOrigin, { workspace, history: { failure } }: OriginContext): string {
  if (origin.state !== 'unknown') return '';
  if (origin.unread) return `, because ${workspace.label(origin.unread.path)} ${origin.unread.fault}`;
  if (!workspace.trusted) return ' (git is read only in a trusted workspace)';
  return failure ? `, because ${failureText(failure)}` : '';
}

/**
 * Paths of the specs that a hash may come from. Compares the current hash of each spec, not the one in the inventory: a user action must not depend on
 * a file event that was missed.
 */
export function specsOf(hash: string, { workspace, inventory, history }: OriginContext): string[] {
  const open = [...workspace.allDocuments()].flatMap(({ path }) =>
    path !== undefined && isSpecPath(path) ? [path] : [],
  );
  const paths = new Set([...open, ...inventory.existingSpecs()]);
  const specs = [...paths].map((path): HashedSpec => [path, workspace.hashAt(path)]);
  return possibleSpecs(hash, specs, h => history.version(h));
}

/** The specs of the workspace with their hashes: open ones first, with the hash of their buffer. Reads nothing. */
export function hashedSpecs({ workspace, inventory }: OriginContext): HashedSpec[] {
  const open = [...workspace.allDocuments()].flatMap(d =>
    d.path !== undefined && isSpecPath(d.path) ? [[d.path, d.hash()] as const] : [],
  );
  const openPaths = new Set(open.map(([path]) => path));
  return [...open, ...[...inventory.specs].filter(([path]) => !openPaths.has(path))];
}
