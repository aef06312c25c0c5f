// Whether what is shown of an open document is also on disk: features use the text in the editor, and a verdict must not claim it of the file.
import type { WorkspaceView } from '../workspace/workspaceView';

/** How the file of an open document differs from its text in the editor; undefined if it does not, or is not open. */
export function diskDifference(workspace: WorkspaceView, path: string): 'not saved' | 'not on disk' | undefined {
  const open = workspace.documentAt(path);
  if (!open) return undefined;
  const file = workspace.files.read(path);
  if (!file.ok) return file.reason === 'missing' ? 'not on disk' : undefined;
  return file.text === open.text ? undefined : 'not saved';
}
