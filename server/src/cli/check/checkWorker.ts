// A worker thread of a check.
import type { GitResult } from '../../../../src-shared/host/host';
import type { CliEnvironment, WorkerPort } from '../command';
import { type CheckResult, checkReported, createChecker } from './checkFile';
import type { Answer, FromWorker, Question, ToWorker } from './workerMessages';

/** Checks the files that the main thread sends. */
export function serveChecks(port: WorkerPort, environment: CliEnvironment): void {
  const send = (message: FromWorker): void => port.postMessage(message);
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  const ask = (question: Question): Promise<Answer> =>
    new Promise(resolve => {
      const id = asked++;
      waiting.set(id, resolve);
      send({ type: 'ask', id, question });
    });
  const git = async (...[folder, args, options]: Parameters<CliEnvironment['host']['git']>): Promise<GitResult> =>
    (await ask({ type: 'git', folder, args, options })) as GitResult;
  const checker = createChecker({ ...environment, host: { ...environment.host, git } }, async () =>
    Boolean(await ask({ type: 'uses-kynml' })),
  );
  port.on('message', async received => {
    const message = received as ToWorker;
    if (message.type === 'answer') {
      waiting.get(message.id)?.(message.value);
      waiting.delete(message.id);
      return;
    }
    const results: CheckResult[] = [];
    for (const target of message.targets) results.push(await checkReported(checker, target));
    send({ type: 'results', results });
  });
}
