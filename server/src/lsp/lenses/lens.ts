// A lens before it is sent: its title, its command, its place.
import type { CodeLens, Range } from 'vscode-languageserver';
import { type CommandId, commands } from '../../../../src-shared/protocol/commands';
import { lensLabel } from '../../../../src-shared/text/iconLabel';
import type { Capabilities } from '../protocol/clientCapabilities';
import { serverCommands } from '../protocol/serverCommands';

/**
 * A lens. Without `range` it is above the first line. `icon`: a codicon before the title; the title itself shows no icons. For clients that cannot run its
 * command, `state` is the title without what it offers; a lens that only offers something (`isOffer`) is not shown there.
 */
export interface Lens {
  readonly icon?: string;
  readonly title: string;
  readonly command?: CommandId;
  readonly args?: readonly unknown[];
  readonly tooltip?: string;
  readonly range?: Range;
  readonly state?: string;
  readonly isOffer?: boolean;
}

/** The lens of drift; its command shows what changed. */
export const DRIFTED = { icon: 'warning', title: 'drifted - show what changed', state: 'drifted' } as const;

const FIRST_LINE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

// What the server can run instead.
const SERVER_COMMANDS: Partial<Record<CommandId, string>> = {
  [commands.copyHash]: serverCommands.configHash,
  [commands.createLock]: serverCommands.createLock,
  [commands.regenerateLock]: serverCommands.regenerateLock,
};

/**
 * The lenses for a client. Editors without KynML's commands get the state only, without icons, and the commands that the server runs. They get no tooltips:
 * only LSP 3.18 has them, and they describe what a click does.
 */
export const lensesFor = (lenses: readonly Lens[], { ownCommands }: Capabilities): CodeLens[] =>
  ownCommands ? lenses.map(ownLens) : lenses.flatMap(plainLens);

function ownLens({ icon, title, command, args, tooltip, range = FIRST_LINE }: Lens): CodeLens {
  const shown = { title: lensLabel(icon, title), ...(tooltip && { tooltip }) };
  return { range, command: { ...shown, command: command ?? '', ...(args && { arguments: [...args] }) } };
}

function plainLens(lens: Lens): CodeLens[] {
  const { title, state = title, args = [], range = FIRST_LINE } = lens;
  const command = lens.command && SERVER_COMMANDS[lens.command];
  if (lens.isOffer && command === undefined) return [];
  const run = command === undefined ? { title: state, command: '' } : { title, command, arguments: [...args] };
  return [{ range, command: run }];
}
