// The workspace as the approval of goldens sees it.
import type { ApprovalFiles } from '../../../../src-shared/repro/golden/planApproval';
import type { WorkspaceView } from '../workspace/workspaceView';

/** Files on disk, with paths for people and the state of open documents. */
export const approvalFiles = (workspace: WorkspaceView): ApprovalFiles => ({
  host: workspace.host,
  label: path => workspace.label(path),
  isUnsaved: path => workspace.documentAt(path)?.isUnsaved() === true,
});
