// What `--write-within` promises: a training that would write elsewhere is not started.
import { isBehindBrokenLink } from '../../../../src-shared/host/brokenLink';
import { join } from '../../../../src-shared/host/paths';
import { staysInside } from '../../../../src-shared/host/staysInside';
import type { CompileResult } from '../../../../src-shared/repro/training/compileSpec';
import { absolutePath } from '../cliPaths';
import type { CliContext } from '../command';
import { NOTHING_STARTED } from './trainingInput';

const ON_WINDOWS = /^[A-Za-z]:/;

/** Why a training in `folder` must not start, as sentences: it would write outside of the folders of `--write-within`, also through a link, or this is not known. */
export function writesOutside(context: CliContext, folder: string, compiled: CompileResult): string | undefined {
  const given = context.repeated.get('write-within');
  if (!given) return undefined;
  if (!compiled.ok)
    return `It is not known where this training would write, so \`--write-within\` does not allow it. ${NOTHING_STARTED}`;
  const allowed = given.map(path => absolutePath(context, path));
  const written = [compiled.plan.train.checkpoint?.path, compiled.plan.export?.path].flatMap(path => path ?? []);
  const outside = ['.', ...written].find(path => !mayWrite(context, allowed, join(folder, slashed(folder, path))));
  return outside === undefined
    ? undefined
    : `The training would write ${outside === '.' ? 'its results' : outside} outside of ${given.map(named).join(', ')}. ${NOTHING_STARTED}`;
}

const named = (path: string): string => (path === '.' ? 'the working folder' : path);

const mayWrite = ({ host }: CliContext, allowed: readonly string[], path: string): boolean =>
  staysInside(host, allowed, path) && !isBehindBrokenLink(host, path);

// Python on Windows takes both for a separator.
const slashed = (folder: string, path: string): string => (ON_WINDOWS.test(folder) ? path.replaceAll('\\', '/') : path);
