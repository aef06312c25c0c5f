// The interface of a command: a file in commands/ defines it, commands/index.ts lists it, commandsPart registers it.
import type { CommandId } from '../../../src-shared/protocol/commands';
import type { ClientContext } from './clientContext';

/** One command. It is called with a URI (context menu, lens, key binding) or without arguments, and then prompts. */
export interface Command {
  readonly id: CommandId;
  /** What a browser cannot do for it, as a sentence for people that is shown in place of running it; absent where it can. */
  readonly refusalInBrowser?: () => string;
  run(context: ClientContext, ...args: readonly unknown[]): Promise<void> | void;
}
