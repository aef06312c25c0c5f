// Writes the output of a command to the file of `--output-file`.
import type { FileContent } from '../../../src-shared/host/host';
import { isStill, readText, type TextResult } from '../../../src-shared/host/readText';
import { isSpecPath } from '../../../src-shared/repro/files/findFiles';
import { withArticle } from '../../../src-shared/text/withArticle';
import { absolutePath, displayPath } from './cliPaths';
import type { CliContext, Outcome } from './command';
import { EXIT_USAGE } from './exitCode';
import { failure } from './outcome';
import { isNoFile, notReplacedText, outsideText } from './outputPath';

/** Writes the output to a file as given, as a whole or not at all. After wrong usage nothing is written. Output that cannot be written is printed. */
export async function writeOutput(context: CliContext, given: string, done: Outcome): Promise<Outcome> {
  if (done.code === EXIT_USAGE && done.stdout === '') return done;
  const problem = await writeContent(context, given, done.stdout);
  if (problem === undefined) return { ...done, stdout: '' };
  const { stderr } = failure(`${displayPath(given)} ${problem}. The output is printed instead.`);
  return { code: EXIT_USAGE, stdout: done.stdout, stderr: done.stderr + stderr };
}

/** Why the output of a command cannot be written to a file, before it runs. */
export async function outputObstacle(context: CliContext, given: string): Promise<Outcome | undefined> {
  const path = absolutePath(context, given);
  const why = await obstacle(context, path, readText(context.host, path));
  return why === undefined
    ? undefined
    : failure(`${displayPath(given)} ${why}. Nothing was done. Choose another file.`);
}

// Why a file is not replaced, after its name: it is an input, or may be the only copy of what a run depends on.
async function obstacle(context: CliContext, path: string, old: TextResult): Promise<string | undefined> {
  if (!old.ok && isNoFile(old.reason)) return notReplacedText(old.reason);
  const outside = outsideText(context, path);
  if (outside !== undefined) return outside;
  const { host } = context;
  const real = host.realPath(path);
  if (real === undefined) return undefined;
  const kind = isInput(context, path)
    ? 'an input of this command'
    : isSpecPath(real)
      ? 'a spec'
      : await artifactKind(real, old);
  return kind && `is ${kind}, so the output does not replace it`;
}

/** Whether a command reads a file, absolute: it is one of its files, or an option names it. */
export function isInput(context: CliContext, path: string): boolean {
  const { host } = context;
  const real = host.realPath(path);
  return real !== undefined && inputsOf(context).some(file => host.realPath(absolutePath(context, file)) === real);
}

// The files that a command reads, as given; an entry of a sweep is in its file.
function inputsOf({ command, commands, files, options, repeated }: CliContext): string[] {
  const own = commands.find(({ name }) => name === command.name)?.options ?? [];
  const values = own.flatMap(option =>
    option.isInput ? (repeated.get(option.name) ?? options.get(option.name) ?? []) : [],
  );
  return [...files, ...values].flatMap(file => (file === '-' ? [] : [file, file.replace(/#\d+$/, '')]));
}

async function artifactKind(path: string, old: TextResult): Promise<string | undefined> {
  if (!old.ok) return undefined;
  // Loaded on demand, because most files are new.
  const { readArtifact } = await import('../../../src-shared/artifacts/read');
  const artifact = readArtifact(path, old.text);
  return artifact && withArticle(artifact.kind.title);
}

/** Writes a file as given, as a whole or not at all. Returns why it was not written, after its name. */
export async function writeContent(
  context: CliContext,
  given: string,
  content: FileContent,
): Promise<string | undefined> {
  const { host } = context;
  const path = absolutePath(context, given);
  const old = readText(host, path);
  // The command itself may have written a lock or a manifest there.
  const why = await obstacle(context, path, old);
  if (why !== undefined || (old.ok && old.text === content)) return why;
  const written = await host.writeAtomic(path, content, isStill(host, old));
  return written.ok ? undefined : `could not be written: ${written.message}`;
}
