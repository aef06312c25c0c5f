// Runs `kyn fingerprint session`: the fingerprint of a session that would start now.
import { gitInfo, queryGit } from '../../../../src-shared/repro/git/gitInfo';
import { fingerprintSession as fingerprint } from '../../../../src-shared/repro/hash/fingerprint';
import { lfsPointer } from '../../../../src-shared/text/lfsPointer';
import { printJson } from '../../../../src-shared/text/outputJson';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK } from '../exitCode';
import { failure, outcome, usageError } from '../outcome';
import { displayName, readInput, unreadableMessage } from '../readInput';
import { gitWarning } from './gitWarning';

/** Prints the fingerprint of a session. */
export async function printSession(context: CliContext): Promise<Outcome> {
  const { command, options, host, io } = context;
  const [model, env] = [options.get('model'), options.get('env')];
  if (model === undefined || env === undefined)
    return usageError(command, `\`--${model === undefined ? 'model' : 'env'}\` is required.`);
  const tools = (options.get('tools') ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  const file = options.get('system-prompt-file');
  const prompt = file === undefined ? undefined : await readInput(context, file);
  if (prompt && !prompt.content.ok) return failure(unreadableMessage(prompt.label, prompt.content.reason));
  if (prompt?.content.ok && lfsPointer(prompt.content.text)) return failure(pointerMessage(prompt.label));
  const systemPrompt = prompt?.content.ok ? prompt.content.text.replace(/\r\n?/g, '\n') : '';
  const answer = await queryGit(host, io.cwd);
  const result = fingerprint({ model, env, tools, systemPrompt }, gitInfo(answer), host.sha256);
  // Sessions may have uncommitted changes, so only missing answers of git are worth a warning.
  return outcome(EXIT_OK, printJson({ ...result }), answer.kind === 'incomplete' ? gitWarning(answer) : []);
}

const pointerMessage = (label: string): string =>
  `${displayName(label)} is a Git LFS pointer and not the system prompt, so the fingerprint would be wrong. Run \`git lfs pull\` to fetch it.`;
