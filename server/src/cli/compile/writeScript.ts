// Writes a training script to a file. A file that is not a generated script is not overwritten, and neither is one that was changed.
import { isStill, readText } from '../../../../src-shared/host/readText';
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome } from '../outcome';
import { isNoFile, notReplacedText, outsideText } from '../outputPath';
import { scriptObstacle } from './scriptObstacle';

/** A script, the file to write it to as given, and the absolute path of its spec. */
interface ScriptFile {
  readonly out: string;
  readonly spec: string | undefined;
  readonly script: string;
}

/** Writes a script, or reports why it is not written. */
export async function writeScript(context: CliContext, { out, spec, script }: ScriptFile): Promise<Outcome> {
  const { host, io, options } = context;
  const done = (text: string): Outcome => outcome(EXIT_OK, io.quiet ? '' : text);
  const path = absolutePath(context, out);
  const name = displayPath(out);
  const real = host.realPath(path);
  if (spec !== undefined && real !== undefined && real === host.realPath(spec))
    return failure(`${name} is the spec itself. Nothing was written. Choose another file for the script.`);
  const old = readText(host, path);
  const unreplaceable = !old.ok && isNoFile(old.reason) ? notReplacedText(old.reason) : outsideText(context, path);
  if (unreplaceable !== undefined)
    return failure(`${name} ${unreplaceable}. Nothing was written. Choose another name.`);
  if (old.ok && old.text === script) return done(`${name} is up to date.\n`);
  const obstacle = options.has('force') ? undefined : await scriptObstacle(host, path, old);
  if (obstacle)
    return outcome(EXIT_PROBLEMS, '', [
      `${name} ${obstacle.reason}. Nothing was written. Move it, or use \`--force\` to overwrite it.`,
    ]);
  const written = await host.writeAtomic(path, script, isStill(host, old));
  if (!written.ok) return failure(`${name} could not be written: ${written.message}. Nothing was changed.`);
  return done(`${name} was written.\n`);
}
