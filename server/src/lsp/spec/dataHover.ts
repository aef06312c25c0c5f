// The part of a hover about the data under the cursor.
import { dataFacts } from '../../../../src-shared/kyn/hover/dataFacts';
import { messageText } from '../../../../src-shared/text/markdown';
import type { Spec, WorkspaceView } from '../workspace/workspaceView';

/** Facts about the data that is named at an offset, as Markdown; '' when none are available. */
export function dataHover(workspace: WorkspaceView, { open, analysis }: Spec, offset: number): string {
  const facts = open.path === undefined ? undefined : dataFacts(analysis, offset, workspace.datasetsOf(open.path));
  return facts ? messageText(facts.text) : '';
}
