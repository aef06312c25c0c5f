// What the commands that submit, show and cancel launches need of the machine.
import type { StopSignal } from '../../../../src-shared/host/host';
import type { History } from '../../../../src-shared/repro/history/historyFolder';
import type { CliContext } from '../command';
import type { Programs } from '../programs';
import type { LaunchAccess } from './lookAtLaunch';

/** The access of a command to the launches of a workspace. */
export const launchAccess = (
  { host, io }: Pick<CliContext, 'host' | 'io'>,
  programs: Programs,
  { history, signal }: { readonly history: History; readonly signal?: StopSignal },
): LaunchAccess => ({
  ...{ host, programs, history, system: programs, cwd: io.cwd, now: io.now, silent: new Map() },
  ...(io.progress && { progress: io.progress }),
  ...(signal && { signal }),
});
