// A lens before it is sent: what it says and does, and where.
import type { CodeLens, Range } from 'vscode-languageserver';
import type { CommandId } from '../../../../src-shared/protocol/commands';
import type { Workspace } from '../workspace/workspace';

/** A lens. Without `range` it stands above the first line; `title` may hold icons of VS Code. */
export interface Lens {
  readonly title: string;
  readonly command?: CommandId;
  readonly args?: readonly unknown[];
  readonly tooltip?: string;
  readonly range?: Range;
}

const FIRST_LINE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A lens for the client. Other editors know neither our commands nor the icons of VS Code: they get the words. */
export function toLens({ title, command, args, tooltip, range = FIRST_LINE }: Lens, workspace: Workspace): CodeLens {
  const ours = workspace.client.commands === true;
  // A plain blank after an icon is swallowed where the lens is drawn.
  const text = ours ? title.replace(/(\$\([\w-]+\)) /g, '$1\u00a0') : title.replace(/\$\([\w-]+\) ?/g, '');
  return {
    range,
    command: {
      title: text,
      command: ours ? (command ?? '') : '',
      ...(args && { arguments: [...args] }),
      ...(tooltip && { tooltip }),
    },
  };
}
