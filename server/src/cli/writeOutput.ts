// Writes the output of a command to the file of `--output-file`.
import { isStill, readText } from '../../../src-shared/host/readText';
import { isSpecPath } from '../../../src-shared/repro/files/findFiles';
import { absolutePath, displayPath } from './cliPaths';
import type { CliContext, Outcome } from './command';
import { EXIT_USAGE } from './exitCode';
import { failure, outcome } from './outcome';
import { isNoFile, notReplacedText } from './outputPath';

/** Writes the output to a file as given, as a whole or not at all. After wrong usage nothing is written. */
export async function writeOutput(context: CliContext, given: string, done: Outcome): Promise<Outcome> {
  if (done.code === EXIT_USAGE && done.stdout === '') return done;
  const problem = await write(context, given, done.stdout);
  if (problem === undefined) return { ...done, stdout: '' };
  const { stderr } = failure(problem);
  return { code: EXIT_USAGE, stdout: '', stderr: done.stderr + stderr };
}

/** Why the output of a command cannot be written to a file, before it runs. */
export function outputObstacle({ host, io, files }: CliContext, given: string): Outcome | undefined {
  const name = displayPath(given);
  const path = absolutePath({ host, io }, given);
  const real = host.realPath(path);
  if (real === undefined) return undefined;
  const isInput = files.some(file => file !== '-' && host.realPath(absolutePath({ host, io }, file)) === real);
  const kind = isInput ? 'an input of this command' : isSpecPath(real) ? 'a spec' : undefined;
  return kind && host.stat(path)?.kind !== 'folder'
    ? outcome(EXIT_USAGE, '', [
        `${name} is ${kind}, so the output does not replace it. Nothing was done. Choose another file.`,
      ])
    : undefined;
}

async function write({ host, io }: CliContext, given: string, text: string): Promise<string | undefined> {
  const name = displayPath(given);
  const path = absolutePath({ host, io }, given);
  const old = readText(host, path);
  if (!old.ok && isNoFile(old.reason)) return `${name} ${notReplacedText(old.reason)}. The output was not written.`;
  if (old.ok && old.text === text) return undefined;
  const written = await host.writeAtomic(path, text, isStill(host, old));
  return written.ok ? undefined : `${name} could not be written: ${written.message}. It was not changed.`;
}
