// The state of the code in a package: the commit, and what differs from it. Both are those of now, because a run manifest does not record its commit.
import type { EvidencePart, MissingPart } from '../../../../src-shared/evidence/evidence';
import type { GitResult, Host } from '../../../../src-shared/host/host';
import { filtersOff } from '../../../../src-shared/repro/git/filtersOff';
import { failureText } from '../../../../src-shared/repro/git/gitFailure';
import { checkedOutSubmodules, queryGit } from '../../../../src-shared/repro/git/gitInfo';
import { printJson } from '../../../../src-shared/text/outputJson';
import type { Collected } from './specParts';

const CHANGES = 'git/changes.diff';

/** The code. `folder`: in the repository; `specCommit`: the commit from which the spec came, where it came from git; `recorded`: that of the run, null where it did not record one. */
export interface CodeOfPackage {
  readonly folder: string;
  readonly specCommit?: string | undefined;
  readonly recorded?: string | null;
}

/** The commit of the repository, and the differences of its tracked files. */
export async function gitParts(host: Host, { folder, specCommit, recorded }: CodeOfPackage): Promise<Collected> {
  const git = await queryGit(host, folder);
  if (git.kind !== 'complete')
    return { parts: [], missing: [{ what: 'The state of the code', reason: `Git did not report it: ${git.cause}.` }] };
  const { sha, branch, dirty } = git.state;
  const commit: EvidencePart = {
    role: 'commit',
    path: 'git/commit.json',
    description: `The commit that was checked out when this package was made. ${recorded == null ? 'The run did not record its own.' : `The run recorded the commit ${recorded}.`}`,
    content: printJson({ commit: sha, branch, dirty, specCommit: specCommit ?? null, recordedCommit: recorded }),
  };
  if (!dirty) return { parts: [commit], missing: [] };
  const changes = await changesOf(host, folder);
  const missing = [...(await inSubmodules(host, folder)), UNTRACKED];
  return typeof changes === 'string'
    ? { parts: [commit], missing: [changesMissing(changes), ...missing] }
    : { parts: [commit, changes], missing: [...binaryContent(changes), ...missing] };
}

// Git prints one line for a file whose content it does not compare. All lines of a text begin with another sign.
const binaryContent = ({ content }: EvidencePart): MissingPart[] =>
  /^Binary files .* differ$/m.test(String(content))
    ? [{ what: 'The content of binary files that changed', reason: `${CHANGES} only names them.` }]
    : [];

// To compare what is in a submodule, git would run what its configuration names.
async function inSubmodules(host: Host, folder: string): Promise<MissingPart[]> {
  const found = await checkedOutSubmodules(host, folder);
  const what = 'Uncommitted changes inside of submodules';
  if (!Array.isArray(found)) return [{ what, reason: `Git did not report the submodules: ${found.cause}.` }];
  return found.length === 0 ? [] : [{ what, reason: `${CHANGES} has only the commits at which they are.` }];
}

const changesMissing = (reason: string): MissingPart => ({ what: 'The uncommitted changes', reason });

const UNTRACKED: MissingPart = {
  what: 'Files that git does not track',
  reason: `${CHANGES} has only the changes of tracked files.`,
};

const MAX_CHANGES = 4 * 1024 * 1024;

// The settings of the user must not change the bytes, and no program of the repository may run.
const DIFF = [
  '-c',
  'diff.relative=false',
  'diff',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-renames',
  '--full-index',
  '--unified=3',
  '--diff-algorithm=myers',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--ignore-submodules=dirty',
  'HEAD',
  '--',
  ':/',
];

// The part, or why there is none: a sentence.
async function changesOf(host: Host, folder: string): Promise<EvidencePart | string> {
  const quiet = await filtersOff(host, folder);
  if (!quiet) return 'A filter of the repository cannot be disabled.';
  const diff: GitResult = 'ok' in quiet ? quiet : await host.git(folder, [...quiet, ...DIFF]);
  if (!diff.ok) return `Git did not report them: ${failureText(diff)}.`;
  if (diff.stdout.length > MAX_CHANGES) return `They are larger than ${MAX_CHANGES / 1024 / 1024} MiB.`;
  const content = host.decodeUtf8(diff.stdout);
  if (content === undefined) return 'They are not UTF-8 text.';
  if (content !== '' && !content.startsWith('diff --git '))
    return 'Git did not print them in the form that was requested.';
  const description = 'What differed from that commit in tracked files when this package was made.';
  return { role: 'changes', path: CHANGES, description, content };
}
