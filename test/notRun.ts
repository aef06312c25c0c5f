// Tests that need an optional tool. In CI the tool must be installed; elsewhere the test prints why it did not run and counts as not run.
import type { TestContext } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** Why the test did not run. `npm test` counts a skipped test without a reason as failed. */
    notRun?: string;
  }
}

/** Ends a test that cannot run on this machine. Fails in CI, where every test must run. */
export function notRun(context: TestContext, reason: string): never {
  if (process.env.CI) throw new Error(`This test must run in CI: ${reason}`);
  console.log(`Not run: ${context.task.name}. ${reason}`);
  context.task.meta.notRun = reason;
  return context.skip(reason);
}
