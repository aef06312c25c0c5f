// One time limit for all git commands of a command line or a request, so that a slow git is not waited for again and again.
import type { Host } from '../host';

/** A host whose git commands together run for at most `budgetMs` milliseconds of a clock; commands that run at the same time count once. */
export function withGitBudget<H extends Pick<Host, 'git'>>(
  host: H,
  budgetMs: number,
  milliseconds = () => performance.now(),
): H {
  let spent = 0;
  let running = 0;
  let startedAt = 0;
  const spentNow = (): number => (running > 0 ? spent + milliseconds() - startedAt : spent);
  return {
    ...host,
    git: async (folder, args, options) => {
      const limitMs = Math.min(options?.limitMs ?? budgetMs, Math.max(0, Math.ceil(budgetMs - spentNow())));
      if (running++ === 0) startedAt = milliseconds();
      try {
        return await host.git(folder, args, { ...options, limitMs });
      } finally {
        if (--running === 0) spent += milliseconds() - startedAt;
      }
    },
  };
}
