// The command line that locks a spec, for clients that cannot run it.
import { pathOf } from '../base/convert';
import type { WorkspaceView } from '../workspace/workspaceView';

/** `kyn lock create` for a spec, from its workspace folder. */
export function lockCommand(workspace: WorkspaceView, uri: string): string {
  const path = pathOf(uri);
  return `kyn lock create ${path === undefined ? 'SPEC' : shellWord(workspace.label(path))}`;
}

// Quoted as a POSIX shell reads it, where it has more than plain characters. A path that starts with `-` would be an option.
function shellWord(text: string): string {
  const path = text.startsWith('-') ? `./${text}` : text;
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
