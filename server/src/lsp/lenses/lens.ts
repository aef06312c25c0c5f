// A lens before it is sent: its title, its command, its place.
import type { CodeLens, Range } from 'vscode-languageserver';
import type { CommandId } from '../../../../src-shared/protocol/commands';
import type { WorkspaceView } from '../workspace/workspaceView';

/** A lens. Without `range` it is above the first line; `title` may contain icons of VS Code. */
export interface Lens {
  readonly title: string;
  readonly command?: CommandId;
  readonly args?: readonly unknown[];
  readonly tooltip?: string;
  readonly range?: Range;
}

const FIRST_LINE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A lens for the client. Editors without KynML's commands get the text only, without command and icons. */
export function toLens(
  { title, command, args, tooltip, range = FIRST_LINE }: Lens,
  workspace: WorkspaceView,
): CodeLens {
  const hasCommands = workspace.client.commands === true;
  // VS Code drops a plain space after an icon.
  const text = hasCommands ? title.replace(/(\$\([\w-]+\)) /g, '$1\u00a0') : title.replace(/\$\([\w-]+\) ?/g, '');
  return {
    range,
    command: {
      title: text,
      command: hasCommands ? (command ?? '') : '',
      ...(args && { arguments: [...args] }),
      ...(tooltip && { tooltip }),
    },
  };
}
