// Where `kyn manifest new` writes, and which existing files it does not replace.
import { readArtifact } from '../../../../src-shared/artifacts/read';
import { dirname } from '../../../../src-shared/host/paths';
import { readText, reasonText, type TextResult } from '../../../../src-shared/host/readText';
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext } from '../command';
import { isNoFile, notReplacedText, outsideText } from '../outputPath';
import { isInput } from '../writeOutput';

/** The file to write, and what is there now. */
interface Target {
  readonly path: string;
  readonly old: TextResult;
}

/** The file that `--out` names, undefined for standard output (`-`), or why it is not written, as sentences. */
export function targetOf(context: CliContext, out: string): Target | string | undefined {
  const { host, options } = context;
  if (out === '-') return undefined;
  const path = absolutePath(context, out);
  if (host.stat(dirname(path))?.kind !== 'folder')
    return `the folder of ${displayPath(out)} does not exist. Create it first.`;
  if (isInput(context, path)) return `${displayPath(out)} is an input of this command, so it is not replaced.`;
  const target = { path, old: readText(host, path) };
  const outside = outsideText(context, path);
  const problem =
    outside === undefined
      ? fileProblem(target, options.has('force'))
      : (unreplaceable(target.old) ?? `${outside}. Name the file itself, or choose another name.`);
  return problem === undefined ? target : `${displayPath(out)} ${problem}`;
}

// Undefined where a file does not exist, is empty, or is an experiment manifest that may be replaced.
function fileProblem({ path, old }: Target, isForced: boolean): string | undefined {
  if (!old.ok && old.reason === 'missing') return undefined;
  const problem = unreplaceable(old);
  if (problem !== undefined || (old.ok && old.text === '')) return problem;
  if (old.ok && isExperiment(path, old.text))
    return isForced ? undefined : 'exists and is an experiment manifest. Use `--force` to replace it.';
  const reason = old.ok ? 'exists and is not an experiment manifest' : `cannot be read: ${reasonText(old.reason)}`;
  return `${reason}. Choose another name, or delete the file first.`;
}

// What is never replaced: a folder, a device, a link to nothing, a name that no file can have.
const unreplaceable = (old: TextResult): string | undefined =>
  old.ok || !isNoFile(old.reason) ? undefined : `${notReplacedText(old.reason)}. Choose another name.`;

// A text that cannot be parsed may only quote a manifest, so it is not one that may be lost.
function isExperiment(path: string, text: string): boolean {
  const artifact = readArtifact(path, text);
  return artifact?.kind.id === 'experiment-manifest' && artifact.root !== undefined;
}
