// Checks many files in worker threads. git runs in this thread, so that its limits and its warnings are those of one command.
import type { GitResult } from '../../../../src-shared/host/host';
import type { CliEnvironment, Workers } from '../command';
import { showProgress } from '../progress';
import type { RequestedTarget } from '../search/findTargets';
import type { CheckResult } from './checkFile';
import type { UsesKynml } from './usesKynml';
import type { Answer, FromWorker, Question, ToWorker } from './workerMessages';

/** The files of a check, how many workers check them, and whether KynML is used around them. */
export interface Checks {
  readonly count: number;
  readonly targets: readonly RequestedTarget[];
  readonly usesKynml: UsesKynml;
}

// Neighbours have their folders and locks in common.
const AT_ONCE = 50;

/** The results of the files. Rejects if a worker fails, which is a bug or a lack of memory. */
export async function checkInWorkers(
  environment: CliEnvironment,
  { start }: Workers,
  { targets, count, usesKynml }: Checks,
): Promise<ReadonlyMap<RequestedTarget, CheckResult>> {
  const results = new Map<RequestedTarget, CheckResult>();
  const answer = answers(environment, usesKynml);
  const ports: Awaited<ReturnType<typeof start>>[] = [];
  let begun = 0;
  const run = async (): Promise<void> => {
    const port = await start();
    ports.push(port);
    return new Promise((resolve, reject) => {
      const send = (message: ToWorker): void => port.postMessage(message);
      let part: readonly RequestedTarget[] = [];
      const proceed = (): void => {
        part = targets.slice(begun, begun + AT_ONCE);
        begun += part.length;
        if (part.length === 0) resolve();
        else send({ type: 'check', targets: part });
      };
      port.on('error', reject);
      port.on('exit', () => reject(new Error('a worker ended before its work was done')));
      port.on('message', received => {
        const message = received as FromWorker;
        if (message.type === 'ask')
          answer(message.question).then(value => send({ type: 'answer', id: message.id, value }), reject);
        else {
          for (const [i, target] of part.entries()) results.set(target, message.results[i]);
          showProgress(environment, 'checking', { done: results.size, total: targets.length });
          proceed();
        }
      });
      proceed();
    });
  };
  try {
    await Promise.all(Array.from({ length: count }, run));
  } finally {
    environment.io.progress?.('');
    await Promise.all(ports.map(port => port.terminate()));
  }
  return results;
}

// The same question of several workers is answered once.
function answers({ host }: CliEnvironment, usesKynml: UsesKynml): (question: Question) => Promise<Answer> {
  const known = new Map<string, Promise<GitResult>>();
  return question => {
    if (question.type === 'uses-kynml') return usesKynml();
    const key = JSON.stringify(question);
    const result = known.get(key) ?? host.git(question.folder, question.args, question.options);
    known.set(key, result);
    return result;
  };
}
