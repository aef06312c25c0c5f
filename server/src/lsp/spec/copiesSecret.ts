// Code actions that would write a secret to another place of a file. A secret does not belong there, and an edit shows its text to the editor.
import type { CodeAction } from 'vscode-languageserver';
import { secretsOfSpec } from '../../../../src-shared/kyn/syntax/secretValues';
import { hiderOf } from '../../../../src-shared/text/hiderOf';
import { hasSecret } from '../../../../src-shared/text/secretText';
import type { WorkspaceView } from '../workspace/workspaceView';

/** Whether the edits of an action contain a secret: by its form, or one that only the names in the spec show. */
export function copiesSecret(workspace: WorkspaceView, uri: string): (action: CodeAction) => boolean {
  const tree = workspace.syntaxOf(uri)?.tree;
  const hide = hiderOf(tree ? secretsOfSpec(tree).map(s => tree.text.slice(s.start, s.end)) : []);
  return ({ edit }) =>
    Object.values(edit?.changes ?? {}).some(edits =>
      edits.some(({ newText }) => hasSecret(newText) || hide(newText) !== newText),
    );
}
