// What to do about a file that is not there because DVC tracks it.
import { staysInside } from '../../../src-shared/host/staysInside';
import { dvcSentence } from '../../../src-shared/kyn/data/dvcAdvice';
import { dvcSource, readDvcOutputs } from '../../../src-shared/repro/data/dvcSource';
import { relativePath } from './cliPaths';
import type { CliContext } from './command';

/** A sentence after a blank, such as ` Run \`dvc pull\`, because data/x.csv.dvc tracks it.`; empty for a path that exists or that DVC does not track. */
export function dvcText({ host, io }: Pick<CliContext, 'host' | 'io'>, path: string): string {
  if (host.stat(path) !== undefined) return '';
  const dvc = dvcSource(path, {
    mayRead: at => staysInside(host, [io.cwd], at),
    isFile: at => host.stat(at)?.kind === 'file',
    outputs: at => readDvcOutputs(host, at),
    label: at => relativePath(io.cwd, at),
  });
  return dvc ? ` ${dvcSentence(dvc)}` : '';
}
