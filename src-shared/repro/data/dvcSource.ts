// How DVC provides a data file: by `<path>.dvc` of the data itself or of a folder that contains it, or as an output of a stage in a dvc.yaml.
// The content of a .dvc file is not read.
import type { Host } from '../../host/host';
import { dirname, isInside, join } from '../../host/paths';
import type { Dvc } from '../../kyn/data/dvcAdvice';
import { oneLine } from '../../text/oneLine';
import { DVC_YAML_LIMIT, type DvcOutput, dvcOutputs } from './dvcStages';

/** Which paths may be searched, whether one is a file, and the outputs of a dvc.yaml. */
export interface DvcSearch {
  readonly mayRead: (path: string) => boolean;
  readonly isFile: (path: string) => boolean;
  readonly outputs: (pipeline: string) => readonly DvcOutput[];
  readonly label: (path: string) => string;
}

/** The outputs of the stages in a dvc.yaml; none where it cannot be read or is too large. */
export function readDvcOutputs(host: Pick<Host, 'readBytes' | 'decodeUtf8'>, path: string): DvcOutput[] {
  const read = host.readBytes(path, DVC_YAML_LIMIT);
  const text = read.ok ? host.decodeUtf8(read.bytes) : undefined;
  return text === undefined ? [] : dvcOutputs(text, path);
}

/** The nearest .dvc file of a path or of a folder that contains it; undefined where there is none. */
export function dvcFileOf(host: Pick<Host, 'stat'>, path: string): string | undefined {
  for (let at = path; dirname(at) !== at; at = dirname(at))
    if (host.stat(`${at}.dvc`)?.kind === 'file') return `${at}.dvc`;
  return undefined;
}

/** How DVC provides the file at a path; undefined where it does not. */
export function dvcSource(path: string, { mayRead, isFile, outputs, label }: DvcSearch): Dvc | undefined {
  for (let at = path; dirname(at) !== at; at = dirname(at)) {
    const file = `${at}.dvc`;
    if (!mayRead(file)) return undefined;
    if (isFile(file)) return { label: oneLine(label(file)) };
    const pipeline = join(dirname(at), 'dvc.yaml');
    if (!mayRead(pipeline) || !isFile(pipeline)) continue;
    const output = outputs(pipeline).find(o => isInside(o.path, path));
    if (output) return { label: oneLine(label(pipeline)), stage: oneLine(output.stage), isCached: output.isCached };
  }
  return undefined;
}
