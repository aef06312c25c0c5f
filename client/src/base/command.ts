// What a command is. Its file in commands/ makes the value, commands/index.ts lists it, commandsPart.ts registers it.
import type { CommandId } from '../../../src-shared/protocol/commands';
import type { ExtensionContext } from './extensionContext';

/** One command. It is called with a URI (context menu, lens, key binding) or with nothing, and then asks. */
export interface Command {
  readonly id: CommandId;
  run(context: ExtensionContext, ...args: readonly unknown[]): Promise<void> | void;
}
