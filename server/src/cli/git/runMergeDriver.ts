// Runs `kyn merge-driver`: reads the three versions, merges them, and writes the result in place of ours.
import { isEncodingFault, isStill } from '../../../../src-shared/host/readText';
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
      return conflict(displayPath(name), merged);
    default:
      return mergeAsText(context, [ours, ancestor, theirs]);
  }
}

const textOf = ({ content }: Input): string => (content.ok ? content.text : '\ufffd');

const conflict = (name: string, { reason, remedy }: Extract<MergedArtifact, { state: 'conflict' }>): Outcome =>
  outcome(EXIT_PROBLEMS, '', [`${name} was not merged, and contains our version. ${reason} ${remedy}`]);

async function writeMerged({ host }: CliContext, { label, path, content }: Input, text: string): Promise<Outcome> {
  if (path === undefined) return failure('standard input cannot be the file that is written.');
  const written = await host.writeAtomic(path, text, isStill(host, content));
  return written.ok ? success('') : failure(`${label} could not be written: ${written.message}.`);
}

const LIMIT_MS = 60_000;
// Larger codes are failures of git; smaller ones count the conflicts.
const MAX_CONFLICTS = 127;

// As git merges a file without a driver: with conflict markers, into ours.
async function mergeAsText(context: CliContext, files: readonly string[]): Promise<Outcome> {
  const git = (await context.programs()).find('git');
  if (git === undefined) return failure('git was not found, so the files were not merged.');
  const labels = ['ours', 'ancestor', 'theirs'].flatMap(label => ['-L', label]);
  const paths = files.map(file => absolutePath(context, file));
  const run = await context.host.run([git, 'merge-file', ...labels, ...paths], {
    cwd: context.io.cwd,
    timeoutMs: LIMIT_MS,
  });
  if (!run.ok) return failure(`git merge-file did not end normally${run.detail && `: ${run.detail}`}.`);
  if (run.code > MAX_CONFLICTS) return failure(`git merge-file failed: ${run.stderr.trim()}`);
  return outcome(run.code === 0 ? EXIT_OK : EXIT_PROBLEMS, '');
}
