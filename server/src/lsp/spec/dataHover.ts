// What a hover says about the data under the cursor.
import { dataFacts } from '../../../../src-shared/kyn/hover/dataFacts';
import { inlineText } from '../../../../src-shared/text/markdown';
import type { Spec, Workspace } from '../workspace/workspace';

/** Facts about the data that is named at an offset, as Markdown; '' where there are none. */
export function dataHover(workspace: Workspace, { open, analysis }: Spec, offset: number): string {
  const facts = open.path === undefined ? undefined : dataFacts(analysis, offset, workspace.dataOf(open.path));
  return facts ? inlineText(facts.text) : '';
}
