// The files that a run writes besides its manifest, and what is wrong with their paths as text.
import type { Diagnostic } from '../../text/diagnostic';
import type { Span } from '../../text/span';
import { builtinPath } from './findings/builtinPath';
import type { ExportPlan } from './plan';

/** The format of a model file. A checkpoint is a file of `torch`. */
export type ModelFormat = ExportPlan['format'];

/**
 * A file that a run writes. `path`: relative to the folder of the run, or absolute; `span`: where the spec names it, absolute.
 */
export interface Output {
  readonly path: string;
  readonly format: ModelFormat;
  readonly span: Span;
}

/** The file that every run writes into its folder. */
export const MANIFEST = 'run_manifest.json';

const ZIP = [0x50, 0x4b, 3, 4];
const PROTOBUF_VERSION = [8];

/** The first bytes of a model file. Only a file that begins like its replacement is replaced: any other would be lost. */
export const FIRST_BYTES: Readonly<Record<ModelFormat, readonly number[]>> = {
  torch: ZIP,
  torchscript: ZIP,
  onnx: PROTOBUF_VERSION,
};

/** The paths that are that of the manifest or of an output before. */
export function overwrittenOutputs(outputs: readonly Output[]): Diagnostic[] {
  const places = outputs.map(({ path }) => placeOf(path).text);
  return outputs.flatMap(({ span }, i) => {
    if (places[i] === MANIFEST) return [builtinPath.report({ use: 'manifest' }, span)];
    return places.indexOf(places[i] as string) < i ? [builtinPath.report({ use: 'other-output' }, span)] : [];
  });
}

/** The paths that lead out of the folder of a run: combinations of a sweep would share them. */
export const sharedOutputs = (outputs: readonly Output[]): Diagnostic[] =>
  outputs
    .filter(({ path }) => !placeOf(path).isInside)
    .map(({ span }) => builtinPath.report({ use: 'combination' }, span));

// Both kinds of slashes count, because a script may run on Windows.
function placeOf(path: string): { readonly text: string; readonly isInside: boolean } {
  const isAbsolute = /^(?:[\\/]|[A-Za-z]:)/.test(path);
  const parts: string[] = [];
  for (const part of path.split(/[\\/]/)) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return { text: (isAbsolute ? '/' : '') + parts.join('/'), isInside: !isAbsolute && parts[0] !== '..' };
}
