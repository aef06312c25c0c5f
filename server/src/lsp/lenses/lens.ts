// A lens before it is sent: its title, its command, its place.
import type { CodeLens, Range } from 'vscode-languageserver';
import type { CommandId } from '../../../../src-shared/protocol/commands';
import { lensLabel } from '../../../../src-shared/text/iconLabel';
import type { WorkspaceView } from '../workspace/workspaceView';

/** A lens. Without `range` it is above the first line. `icon`: a codicon before the title; the title itself shows no icons. */
export interface Lens {
  readonly icon?: string;
  readonly title: string;
  readonly command?: CommandId;
  readonly args?: readonly unknown[];
  readonly tooltip?: string;
  readonly range?: Range;
}

const FIRST_LINE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A lens for the client. Editors without KynML's commands get the text only, without command and icons. */
export function toLens(
  { icon, title, command, args, tooltip, range = FIRST_LINE }: Lens,
  workspace: WorkspaceView,
): CodeLens {
  const hasCommands = workspace.client.commands === true;
  return {
    range,
    command: {
      title: hasCommands ? lensLabel(icon, title) : title,
      command: hasCommands ? (command ?? '') : '',
      ...(args && { arguments: [...args] }),
      ...(tooltip && { tooltip }),
    },
  };
}
