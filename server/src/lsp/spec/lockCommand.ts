// The command line that locks a spec, for clients that cannot run it.
import { lockCommand } from '../../../../src-shared/repro/lock/lockCommand';
import { pathOf } from '../base/convert';
import type { WorkspaceView } from '../workspace/workspaceView';

/** `kyn lock create` for a spec, from its workspace folder; see repro/lock/lockCommand.ts. */
export function lockCommandFor(workspace: WorkspaceView, uri: string, options?: string): string {
  const path = pathOf(uri);
  return lockCommand(path === undefined ? undefined : workspace.label(path), options);
}
