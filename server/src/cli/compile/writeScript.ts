// Writes a training script to a file. A file that is not a generated script is not overwritten.
import { isAbsent } from '../../../../src-shared/host/linkFailure';
import { isStill, readText, reasonText, type TextResult } from '../../../../src-shared/host/readText';
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome } from '../outcome';
import { isNoFile, notReplacedText } from '../outputPath';

/** A script, the file to write it to as given, and the absolute path of its spec. */
interface ScriptFile {
  readonly out: string;
  readonly spec: string | undefined;
  readonly script: string;
}

/** Writes a script, or reports why it is not written. */
export async function writeScript(context: CliContext, { out, spec, script }: ScriptFile): Promise<Outcome> {
  const { host, options } = context;
  const path = absolutePath(context, out);
  const name = displayPath(out);
  const real = host.realPath(path);
  if (spec !== undefined && real !== undefined && real === host.realPath(spec))
    return failure(`${name} is the spec itself. Nothing was written. Choose another file for the script.`);
  const old = readText(host, path);
  if (!old.ok && isNoFile(old.reason))
    return failure(`${name} ${notReplacedText(old.reason)}. Nothing was written. Choose another name.`);
  if (old.ok && old.text === script) return outcome(EXIT_OK, `${name} is up to date.\n`);
  const reason = options.has('force') ? undefined : await foreignReason(path, old);
  if (reason !== undefined)
    return outcome(EXIT_PROBLEMS, '', [`${name} ${reason}. Nothing was written. Use \`--force\` to overwrite it.`]);
  const written = await host.writeAtomic(path, script, isStill(host, old));
  if (!written.ok) return failure(`${name} could not be written: ${written.message}. Nothing was changed.`);
  return outcome(EXIT_OK, `${name} was written.\n`);
}

/** Why a file is not replaced, after its name; undefined where it does not exist, is empty or is a generated script. */
export async function foreignReason(path: string, old: TextResult): Promise<string | undefined> {
  if (!old.ok) return isAbsent(old.reason) ? undefined : `cannot be read: ${reasonText(old.reason)}`;
  if (old.text === '') return undefined;
  // Loaded on demand, because the rules of artifacts take time to load.
  const { readArtifact } = await import('../../../../src-shared/artifacts/read');
  const artifact = readArtifact(path, old.text);
  return artifact?.kind.id === 'kynml-script' && artifact.root ? undefined : 'exists and is not a generated script';
}
