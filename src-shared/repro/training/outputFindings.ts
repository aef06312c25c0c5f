// What a run would overwrite: files that it needs, or that another run writes.
import type { Host } from '../../host/host';
import { basename, dirname, join } from '../../host/paths';
import { resolveWritten } from '../../host/resolveParents';
import { builtinPath, type PathUse } from '../../kyn/compile/findings/builtinPath';
import { MANIFEST, type Output, overwrittenOutputs, sharedOutputs } from '../../kyn/compile/outputs';
import type { Diagnostic } from '../../text/diagnostic';

/** Where a script will run. */
export interface RunPlace {
  /** The working folder of the script, absolute. */
  readonly folder: string;
  /** The absolute path of the script, where it is known. */
  readonly script?: string;
  /** The absolute path of the file for what the script prints. */
  readonly log?: string;
  /** Whether the folder is that of one combination of a sweep. */
  readonly isCombination?: true;
}

/** A file that a run must not overwrite. */
export interface NeededFile {
  readonly path: string;
  readonly use: PathUse;
}

/** The outputs of a run that would overwrite a file of it, each as an error. Links are followed. */
export function outputFindings(
  host: Host,
  outputs: readonly Output[],
  { folder, script, log, isCombination }: RunPlace,
  needed: readonly NeededFile[],
): readonly Diagnostic[] {
  const files: readonly NeededFile[] = [
    { path: join(folder, MANIFEST), use: 'manifest' },
    ...needed,
    ...(script === undefined ? [] : [{ path: script, use: 'script' as const }]),
    ...(log === undefined ? [] : [{ path: log, use: 'log' as const }]),
  ];
  const uses = new Map(files.map(({ path, use }) => [placeOf(host, path), use]));
  const found = [...overwrittenOutputs(outputs), ...(isCombination ? sharedOutputs(outputs) : [])];
  for (const { path, span } of outputs) {
    const place = placeOf(host, resolveWritten(host, folder, path));
    const use = uses.get(place);
    if (use && !found.some(d => d.span.start === span.start)) found.push(builtinPath.report({ use }, span));
    uses.set(place, 'other-output');
  }
  return found.map(d => ({ ...d, severity: 'error' }));
}

// Without links. A file that does not exist has the name that it will have in its folder.
function placeOf(host: Host, path: string): string {
  const folder = dirname(path);
  return host.realPath(path) ?? (folder === path ? path : join(placeOf(host, folder), basename(path)));
}
