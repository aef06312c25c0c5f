// The places of the spec that an artifact records: specs of the workspace, texts that runs kept, and git as it was read.

import { dirname } from '../../../../src-shared/host/paths';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { gapTexts, isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { unreadText } from '../../../../src-shared/repro/files/unreadText';
import { versionText } from '../../../../src-shared/repro/git/git';
import { failureText } from '../../../../src-shared/repro/git/gitFailure';
import { gitGap, repositoriesOf } from '../../../../src-shared/repro/git/searchedRepositories';
import { historyOf } from '../../../../src-shared/repro/history/historyFolder';
import { keptText } from '../../../../src-shared/repro/history/keepRun';
import { commitMatch, type GitSearch } from '../../../../src-shared/repro/trace/inGit';
import { keptMatches } from '../../../../src-shared/repro/trace/inHistory';
import type { FileSearch } from '../../../../src-shared/repro/trace/inWorkingTree';
import { type CommitMatch, newestFirst, type SpecTrace } from '../../../../src-shared/repro/trace/specMatch';
import { isHash, shortHash } from '../../../../src-shared/text/hashForm';
import type { FeatureContext } from '../protocol/featureContext';

/** What a trace depends on. */
type TraceContext = Pick<FeatureContext, 'workspace' | 'inventory' | 'history' | 'refreshHistory'>;

/** Searches the workspace for a CONFIG_HASH. Git is read only in a trusted workspace. */
export async function traceInWorkspace(context: TraceContext, hash: string): Promise<SpecTrace> {
  await Promise.all([context.inventory.demand(), context.refreshHistory()]);
  const { workspace } = context;
  const files = inFiles(context, hash);
  const { host, folders } = workspace;
  const kept = keptMatches({ host, folders, label: path => workspace.label(path) }, hash);
  const git = workspace.trusted ? inGit(context, hash, files.folders) : UNTRUSTED;
  return {
    matches: newestFirst([...files.matches, ...kept.matches, ...git.matches]),
    gaps: [...files.gaps, ...kept.gaps, ...git.gaps],
    isInRepository: repositoriesOf(host, [...folders, ...files.folders]).length > 0,
  };
}

const UNTRUSTED: GitSearch = {
  matches: [],
  gaps: ['Git was not searched, because it is read only in a trusted workspace.'],
};

// The hash of an open spec is that of its buffer. A user action must not depend on a file event that was missed.
function inFiles({ workspace, inventory }: TraceContext, hash: string): FileSearch {
  const open = [...workspace.allDocuments()].flatMap(({ path }) =>
    path !== undefined && isSpecPath(path) ? [path] : [],
  );
  const paths = [...new Set([...open, ...inventory.existingSpecs()])].sort();
  const label = (path: string): string => workspace.label(path);
  const gaps = inventory.gaps.flatMap(gap => gapTexts(gap, label, 'Its other specs were not read.'));
  const unread = paths.flatMap(path => {
    const read = workspace.read(path);
    return read.ok ? [] : unreadText(read.reason, label(path));
  });
  return {
    matches: paths.flatMap(path => (workspace.hashAt(path) === hash ? [{ place: 'file', path } as const] : [])),
    folders: [...new Set(paths.map(dirname))],
    gaps: [...gaps, ...unread],
  };
}

// Several workspace folders may be in one repository. The history of a repository inside of a folder is not read in the background.
function inGit({ workspace, history }: TraceContext, hash: string, specFolders: readonly string[]): GitSearch {
  const found = new Map<string, CommitMatch>();
  for (const { folder, version } of history.allVersions(hash)) {
    const match = commitMatch(repositoryOf(workspace.host, folder) ?? folder, version);
    found.set(`${match.commit} ${match.path}`, match);
  }
  const read = repositoriesOf(workspace.host, workspace.folders);
  const inner = repositoriesOf(workspace.host, specFolders).filter(top => !read.includes(top));
  const unread = inner.map(top => `The history of the repository ${workspace.label(top)} was not searched.`);
  const failed = history.failure ? [gitGap(failureText(history.failure))] : [];
  return { matches: [...found.values()], gaps: [...failed, ...unread] };
}

/** A text with a CONFIG_HASH that git or a run kept, or a sentence that states why it is not available. */
export async function textWithHash(
  context: TraceContext,
  hash: string,
): Promise<{ readonly text: string } | { readonly message: string }> {
  const { workspace, history } = context;
  const { host } = workspace;
  for (const folder of isHash(hash) ? workspace.folders : []) {
    const text = keptText(host, historyOf(host, folder), hash);
    if (text !== undefined) return { text };
  }
  await context.refreshHistory();
  const [found] = history.allVersions(hash);
  const read = found && (await versionText(host, found.folder, found.version));
  if (read?.ok) return { text: read.text };
  const cause = read ?? history.failure;
  return {
    message: `The spec with CONFIG_HASH ${shortHash(hash)} is not available${cause ? `, because ${failureText(cause)}` : ' anymore'}.`,
  };
}
