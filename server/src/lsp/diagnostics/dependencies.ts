// The paths on which the findings of a file depend, besides data and settings: their changes are reported for all files.
import { isOverlong, type LinkReader, linkRoute } from '../../../../src-shared/host/linkRoute';
import { memoized } from '../../../../src-shared/host/memoized';
import { dirname, join, joinWritten } from '../../../../src-shared/host/paths';
import { importsOf } from '../../../../src-shared/kyn/names/compose';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { indexRoot } from '../../../../src-shared/repro/golden/files';
import { findLock } from '../../../../src-shared/repro/lock/findLock';
import { pinnedPlaces } from '../artifact/pinnedSpec';
import type { OpenArtifact, Spec, WorkspaceView } from '../workspace/workspaceView';

/** The file itself and the files that it refers to, missing ones too, each with the links that lead to it. */
export function dependenciesOf(workspace: WorkspaceView, path: string, links: LinkReader): ReadonlySet<string> {
  return new Set([path, ...referencesOf(workspace, path)].flatMap(at => routeTo(links, at)));
}

/** A reader of links that follows each path once, for as long as no file changes. */
export const rememberedLinks = ({ host }: WorkspaceView): LinkReader => ({
  realPath: memoized(at => host.realPath(at)),
  linkTarget: memoized(at => host.linkTarget(at)),
});

// Most files are in a few folders and are not links.
function routeTo(links: LinkReader, path: string): readonly string[] {
  if (isOverlong(path)) return [];
  const folder = dirname(path);
  const isPlain = links.realPath(folder) === folder && links.linkTarget(path) === undefined;
  return isPlain ? [path] : linkRoute(links, path);
}

function referencesOf(workspace: WorkspaceView, path: string): string[] {
  const spec = isSpecPath(path) ? workspace.specFile(path) : undefined;
  if (spec) return [...lockReferences(workspace, path), ...importReferences(workspace, path, spec)];
  const found = workspace.artifactFile(path);
  return found ? [...pinnedPlaces(workspace, found), ...goldenPaths(path, found)] : [];
}

// The places that were searched for the lock, and the specs that the locks there name.
function lockReferences(workspace: WorkspaceView, spec: string): string[] {
  const references: string[] = [];
  const recorded = <T>(ask: (path: string) => T): ((path: string) => T) =>
    memoized(path => {
      references.push(path);
      return ask(path);
    });
  const search = workspace.lockSearch(spec);
  findLock(
    { ...search, realPath: recorded(search.realPath), resolve: recorded(search.resolve) },
    recorded(at => workspace.readLock(at)),
  );
  return references;
}

function importReferences(workspace: WorkspaceView, path: string, { analysis }: Spec): string[] {
  const files = [{ id: workspace.identity(path) ?? path, tree: analysis.tree }, ...analysis.composition.files];
  return files.flatMap(({ id, tree }) => [
    id,
    ...importsOf(tree).map(({ item }) => joinWritten(dirname(id), item.path?.value ?? '')),
  ]);
}

function goldenPaths(path: string, { artifact: { claims } }: OpenArtifact): string[] {
  const top = indexRoot(path);
  return top === undefined ? [] : (claims.goldens ?? []).map(({ relpath }) => join(top, relpath));
}
