// What a run would overwrite: files that it needs, or that another run writes.
import type { Host } from '../../host/host';
import { isAbsent } from '../../host/linkFailure';
import { basename, dirname, join } from '../../host/paths';
import { MAX_PATH, resolveWritten } from '../../host/resolveParents';
import { builtinPath, type PathUse } from '../../kyn/compile/findings/builtinPath';
import {
  FIRST_BYTES,
  MANIFEST,
  type ModelFormat,
  type Output,
  overwrittenOutputs,
  sharedOutputs,
} from '../../kyn/compile/outputs';
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

/** The outputs of a run that would overwrite a file of it, or one that is not a model, each as an error. Links are followed. */
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
  for (const { path, format, span } of outputs) {
    const place = placeOf(host, resolveWritten(host, folder, path));
    const use = uses.get(place) ?? otherFile(host, place, format);
    if (use && !found.some(d => d.span.start === span.start)) found.push(builtinPath.report({ use }, span));
    uses.set(place, 'other-output');
  }
  return found.map(d => ({ ...d, severity: 'error' }));
}

// A file that would be lost: it has content that does not begin like a model in the format, or cannot be read. The script reports a folder.
function otherFile(host: Host, path: string, format: ModelFormat): PathUse | undefined {
  const start = FIRST_BYTES[format];
  const head = host.readHead(path, start.length);
  if (head.ok)
    return head.bytes.length > 0 && start.some((byte, i) => head.bytes[i] !== byte) ? 'other-file' : undefined;
  if (isAbsent(head.reason) || head.reason === 'folder') return undefined;
  if (head.reason === 'name-too-long') return 'long-name';
  return head.reason === 'special' ? 'other-file' : 'unreadable';
}

// Without links. A file that does not exist has the name that it will have in its folder.
function placeOf(host: Host, path: string): string {
  if (path.length > MAX_PATH) return path;
  const folder = dirname(path);
  return host.realPath(path) ?? (folder === path ? path : join(placeOf(host, folder), basename(path)));
}
