// Runs `kyn merge-driver`: reads the three versions, merges them, and writes the result in place of ours.
import { join } from '../../../../src-shared/host/paths';
import { isEncodingFault, isStill, reasonText } from '../../../../src-shared/host/readText';
import { type MergedArtifact, mergeArtifacts } from '../../../../src-shared/repro/merge/mergeArtifacts';
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome, success } from '../outcome';
import { type Input, readInput, unreadableMessage } from '../readInput';

/** Merges the files of a context. */
export async function runMergeDriver(context: CliContext): Promise<Outcome> {
  const [ancestor = '', ours = '', theirs = '', name = ''] = context.files;
  const [base, our, their] = [
    await readInput(context, ancestor),
    await readInput(context, ours),
    await readInput(context, theirs),
  ];
  const unread = [base, our, their].flatMap(({ label, content }) =>
    content.ok || isEncodingFault(content.reason) ? [] : [unreadableMessage(label, content.reason)],
  );
  if (unread.length > 0) return failure(...unread);
  // Bytes that are not text are not an artifact, unless the name says so.
  const merged = mergeArtifacts(name, { base: textOf(base), ours: textOf(our), theirs: textOf(their) });
  switch (merged.state) {
    case 'merged':
      return writeMerged(context, our, merged.text);
    case 'conflict':
      return conflict(displayPath(name), { ...merged, ...encodingReason({ base, our, their }) });
    default:
      return mergeAsText(context, our, [ours, ancestor, theirs]);
  }
}

const textOf = ({ content }: Input): string => (content.ok ? content.text : '\ufffd');

interface Inputs {
  readonly base: Input;
  readonly our: Input;
  readonly their: Input;
}

// A version that is not UTF-8 cannot be merged for this reason, whatever its bytes look like.
function encodingReason({ base, our, their }: Inputs): { readonly reason?: string } {
  const versions = [
    ['Our version', our],
    ['Their version', their],
    ['The version before both', base],
  ] as const;
  const [first] = versions.flatMap(([version, { content }]) =>
    content.ok ? [] : [[version, content.reason] as const],
  );
  return first ? { reason: `${first[0]} cannot be read: ${reasonText(first[1])}.` } : {};
}

const conflict = (name: string, { reason, remedy }: Extract<MergedArtifact, { state: 'conflict' }>): Outcome =>
  outcome(EXIT_PROBLEMS, '', [`${name} was not merged, and contains our version. ${reason} ${remedy}`]);

async function writeMerged({ host }: CliContext, { label, path, content }: Input, text: string): Promise<Outcome> {
  if (path === undefined) return failure('standard input cannot be the file that is written.');
  const written = await host.writeAtomic(path, text, isStill(host, content));
  return written.ok ? success('') : failure(`${label} could not be written: ${written.message}.`);
}

// As long as all commands of git together may take elsewhere, in milliseconds.
const LIMIT_MS = 10_000;
// Larger codes are failures of git; smaller ones count the conflicts.
const MAX_CONFLICTS = 127;

// As git merges a file without a driver: with conflict markers, into ours. Git writes in place, so it gets a copy: a full disk must not cut ours.
async function mergeAsText(context: CliContext, our: Input, files: readonly string[]): Promise<Outcome> {
  const programs = await context.programs();
  const git = programs.find('git');
  if (git === undefined) return failure('git was not found, so the files were not merged.');
  const folder = await programs.createTemporaryFolder('kyn-merge-');
  if (!folder.ok) return failure(`A temporary folder could not be created: ${folder.message}. ${NOT_MERGED}`);
  try {
    const ours = absolutePath(context, files[0] ?? '');
    const copied = await programs.copyNewFile(ours, join(folder.path, COPY));
    if (!copied.ok) return failure(`${our.label} could not be copied: ${copied.message}. ${NOT_MERGED}`);
    const others = files.slice(1).map(file => absolutePath(context, file));
    return await mergeCopy(context, our, { git, folder: folder.path, others });
  } finally {
    await folder.remove();
  }
}

const COPY = 'ours';
const NOT_MERGED = 'The files were not merged.';

interface MergedCopy {
  readonly git: string;
  readonly folder: string;
  /** The ancestor and their version, absolute. */
  readonly others: readonly string[];
}

async function mergeCopy(
  { host }: CliContext,
  { label, path = '', content }: Input,
  { git, folder, others }: MergedCopy,
): Promise<Outcome> {
  const labels = ['ours', 'ancestor', 'theirs'].flatMap(name => ['-L', name]);
  const run = await host.run([git, 'merge-file', ...labels, COPY, ...others], { cwd: folder, timeoutMs: LIMIT_MS });
  if (!run.ok) return failure(`git merge-file did not end normally${run.detail && `: ${run.detail}`}. ${NOT_MERGED}`);
  if (run.code > MAX_CONFLICTS) return failure(`git merge-file failed: ${run.stderr.trim()}`);
  const merged = host.readBytes(join(folder, COPY));
  if (!merged.ok) return failure(`The merged text cannot be read: ${reasonText(merged.reason)}. ${NOT_MERGED}`);
  const written = await host.writeAtomic(path, [merged.bytes], isStill(host, content));
  if (!written.ok) return failure(`${label} could not be written: ${written.message}. ${NOT_MERGED}`);
  return outcome(run.code === 0 ? EXIT_OK : EXIT_PROBLEMS, '');
}
