// Runs `kyn completions`: the script for a shell.
import { inBackticks } from '../../../../src-shared/text/inBackticks';
import { suggest } from '../../../../src-shared/text/suggest';
import type { CliContext, Outcome } from '../command';
import { success, usageError } from '../outcome';
import { didYouMean } from '../print/didYouMean';
import { bashScript } from './bash';
import { type CompletedCommand, completedCommand } from './completedCommand';
import { fishScript } from './fish';
import { SHELLS, type Shell } from './shells';
import { zshScript } from './zsh';

const SCRIPTS: Readonly<Record<Shell, (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Prints the completions of the shell of a context. */
export async function runCompletions({ command, commands, files }: CliContext): Promise<Outcome> {
  const [given = ''] = files;
  const shell = SHELLS.find(name => name === given);
  if (shell) return success(SCRIPTS[shell](await Promise.all(commands.map(c => completedCommand(c, commands)))));
  const hint = didYouMean(suggest(given, SHELLS), ` Use ${inBackticks(SHELLS, 'or')}.`);
  return usageError(command, `\`${given}\` is not a shell with completions.${hint}`);
}
