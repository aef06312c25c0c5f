// The end of a git process -> its answer, or why there is none.
import type { GitFailure, GitResult } from '../host';
import { join } from '../paths';
import type { ProcessResult } from './runProcess';

/** The most that git may print, in bytes. */
export const MAX_OUTPUT = 256 * 1024 * 1024;

/** Where git ran, and whether code 1 without a message is an answer. */
export interface GitRun {
  readonly repository: string;
  readonly mayFindNothing: boolean;
}

/** Reads the end of a process. */
export function gitResult(result: ProcessResult, { repository, mayFindNothing }: GitRun): GitResult {
  if (!result.ok) return unended(result);
  const messages = result.stderr.toString('utf8');
  if (result.code === 0) return { ok: true, stdout: result.stdout, unopened: unopenedFolders(messages, repository) };
  if (mayFindNothing && result.code === 1 && messages.trim() === '')
    return { ok: true, stdout: new Uint8Array(), nothingFound: true };
  return exitFailure(messages, result.code);
}

function unended({ reason, detail }: ProcessResult & { readonly ok: false }): GitFailure {
  switch (reason) {
    case 'timeout':
      return { ok: false, reason: 'timeout' };
    case 'not-started':
      return { ok: false, reason: 'crashed', detail: `it could not be started: ${detail || 'the reason is unknown'}` };
    case 'overflow':
      return { ok: false, reason: 'crashed', detail: `it printed more than ${MAX_OUTPUT / 1024 / 1024} MiB` };
    default:
      return { ok: false, reason: 'crashed', detail: `it was stopped${detail && ` by ${detail}`}` };
  }
}

// Git leaves out a folder that it cannot open, and still succeeds. Its paths are relative to the top of the work tree.
const unopenedFolders = (stderr: string, repository: string): string[] =>
  [...stderr.matchAll(/^warning: could not open directory '(.*?)\/?': /gm)].map(([, path = '']) =>
    join(repository, path),
  );

// The messages of git 2.35.2 and newer; older versions read the repositories of other users.
function exitFailure(stderr: string, code: number): GitFailure {
  if (/dubious ownership|unsafe repository/.test(stderr)) return { ok: false, reason: 'refused' };
  if (stderr.includes('not a git repository')) return { ok: false, reason: 'outside' };
  if (/does not have any commits yet/.test(stderr)) return { ok: false, reason: 'no-commits' };
  return { ok: false, reason: 'failed', detail: messageIn(stderr) ?? `it ended with code ${code} and no message` };
}

const MAX_DETAIL = 1000;

// The line that states why git gave up. A line that ends with a colon continues in the next one.
function messageIn(stderr: string): string | undefined {
  const at = [/^fatal: /m, /^error: /m, /\S/].map(form => stderr.search(form)).find(found => found >= 0);
  if (at === undefined) return undefined;
  const [line = '', next = ''] = stderr.slice(at, at + MAX_DETAIL).split('\n');
  const text = line.replace(/^(?:fatal|error): /, '').trim();
  return (text.endsWith(':') ? `${text} ${next.trim()}` : text).replace(/[.:]$/, '');
}
