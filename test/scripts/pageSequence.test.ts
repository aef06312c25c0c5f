// The sequences of the page tests: the first failure stops one, and what was not run is reported and counts as failed.
import { expect, test } from 'vitest';

interface Step {
  readonly name: string;
  run?(): void;
}
interface Sequence {
  readonly name: string;
  readonly steps: readonly Step[];
}
interface Running {
  runStep(step: Step): Promise<boolean>;
  report(step: Step, stopped: Step): void;
}
interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly flaky?: readonly string[];
}
interface Window {
  missing?(): string | undefined;
  open(): Promise<object>;
  close(window: object): Promise<void>;
  runStep(step: Step, window: object): Promise<boolean>;
  reportNotRun(step: Step, why: string): void;
  reportFailure(what: string, error: Error): void;
}
const {
  isChosen,
  runInWindow,
  runSteps,
  sequence,
  runTwiceAtMost,
  flakyLines,
  flakyIn,
  whyNotRun,
}: {
  runTwiceAtMost(run: () => Promise<Count>, options: { name: string; mayRepeat(): boolean }): Promise<Count>;
  flakyLines(flaky: readonly string[]): string[];
  flakyIn(text: string): string[];
  isChosen(file: string, one: Sequence, grep: string): boolean;
  runInWindow(steps: readonly Step[], window: Window): Promise<{ passed: number; failed: number; notRun?: string[] }>;
  runSteps(steps: readonly Step[], running: Running): Promise<{ passed: number; failed: number }>;
  sequence(name: string, steps: readonly Step[], options?: object): Sequence;
  whyNotRun(one: Sequence, env: NodeJS.ProcessEnv): string | undefined;
} = await import(new URL('../vscode/sequence.mjs', import.meta.url).href);

const run = () => {};
const steps = ['one', 'two', 'three', 'four'].map(name => ({ name, run }));

/** Runs the four steps, of which one fails: what was run, what was reported, and the count. */
async function runUntil(failing: string) {
  const ran: string[] = [];
  const reported: string[] = [];
  const count = await runSteps(steps, {
    runStep: async ({ name }) => {
      ran.push(name);
      return name !== failing;
    },
    report: (step, stopped) => void reported.push(`${step.name} after ${stopped.name}`),
  });
  return { ran, reported, count };
}

test('all steps run in their order while none fails', async () => {
  const { ran, reported, count } = await runUntil('none');
  expect(ran).toEqual(['one', 'two', 'three', 'four']);
  expect(reported).toEqual([]);
  expect(count).toEqual({ passed: 4, failed: 0 });
});

test('the first failure stops the sequence, and each later step is reported and counts as failed', async () => {
  const { ran, reported, count } = await runUntil('two');
  expect(ran).toEqual(['one', 'two']);
  expect(reported).toEqual(['three after two', 'four after two']);
  expect(count).toEqual({ passed: 1, failed: 3 });
});

/** Runs the four steps in a window that fails as `window` says: the count, and what was printed. */
async function runWith(window: Partial<Window>) {
  const printed: string[] = [];
  const count = await runInWindow(steps, {
    open: async () => ({}),
    close: async () => {},
    runStep: async () => true,
    reportNotRun: (step, why) => void printed.push(`${step.name}: ${why}`),
    reportFailure: (what, error) => void printed.push(`${what}: ${error.message}`),
    ...window,
  });
  return { count, printed };
}

test('the steps run in the window that was opened, which is then closed', async () => {
  const [opened, used] = [{}, new Set<object>()];
  const { count, printed } = await runWith({
    open: async () => opened,
    runStep: async (_, window) => !!used.add(window),
    close: async window => void used.add(window),
  });
  expect([...used]).toEqual([opened]);
  expect({ count, printed }).toEqual({ count: { passed: 4, failed: 0 }, printed: [] });
});

test('if the window does not open, each step is reported and counts as failed', async () => {
  const { count, printed } = await runWith({ open: () => Promise.reject(new Error('no browser')) });
  expect(count).toEqual({ passed: 0, failed: 4 });
  expect(printed).toEqual([
    'the window did not open: no browser',
    ...steps.map(({ name }) => `${name}: there was no window for it`),
  ]);
});

test('a window that does not close is one failure, and the steps keep their results', async () => {
  const close = () => Promise.reject(new Error('still busy'));
  expect(await runWith({ close })).toEqual({
    count: { passed: 4, failed: 1 },
    printed: ['the window did not close: still busy'],
  });
  const { count } = await runWith({ close, runStep: async ({ name }) => name === 'one' });
  expect(count).toEqual({ passed: 1, failed: 4 });
});

test('a sequence without a name, without steps, with two steps of one name or with a step that does nothing is refused', () => {
  expect(() => sequence('', steps)).toThrow('no name');
  expect(() => sequence('empty', [])).toThrow('no steps');
  expect(() => sequence('twice', [...steps, ...steps])).toThrow('two steps of one name');
  expect(() => sequence('idle', [{ name: 'one' }])).toThrow('without run()');
});

test('GREP chooses a sequence by its file, its name or one of its steps', () => {
  const one = sequence('a run', steps);
  for (const grep of ['', 'training:', 'a run', 'two']) expect(isChosen('training', one, grep)).toBe(true);
  expect(isChosen('training', one, 'five')).toBe(false);
});

test('a sequence whose tool is missing opens no window and does not count, but must run in CI', async () => {
  const never = () => Promise.reject(new Error('It was used.'));
  const failures: string[] = [];
  const one = sequence('training', steps, { missingTool: () => 'no torch' });
  const run = (env: NodeJS.ProcessEnv) =>
    runInWindow(steps, {
      missing: () => whyNotRun(one, env),
      open: never,
      close: never,
      runStep: never,
      reportNotRun() {},
      reportFailure: (_, error) => void failures.push(error.message),
    });
  expect(await run({})).toEqual({ passed: 0, failed: 0, notRun: Array(4).fill('no torch') });
  expect(failures).toEqual([]);
  expect(await run({ CI: 'true' })).toEqual({ passed: 0, failed: 4 });
  expect(failures).toEqual(['This sequence must run in CI: no torch']);
  expect(whyNotRun(sequence('plain', steps), { CI: 'true' })).toBeUndefined();
});

/** Repeats a sequence with these numbers of failures: its result, and how often it ran. */
async function repeated(failures: readonly number[], mayRepeat = true) {
  let runs = 0;
  const run = async () => {
    const failed = failures[runs++] ?? 0;
    return { passed: 4 - failed, failed };
  };
  return { result: await runTwiceAtMost(run, { name: 'a: b', mayRepeat: () => mayRepeat }), runs };
}

test('a sequence that passes runs once', async () => {
  expect(await repeated([0])).toEqual({ result: { passed: 4, failed: 0 }, runs: 1 });
});

test('a sequence that passes only when it is repeated is reported as flaky', async () => {
  expect(await repeated([2, 0])).toEqual({ result: { passed: 4, failed: 0, flaky: ['a: b'] }, runs: 2 });
  expect(flakyIn(`1 not run: x\n\n${flakyLines(['a: b', 'c: d']).join('\n')}\n`)).toEqual(['a: b', 'c: d']);
});

test('a sequence that fails twice, or that may not be repeated, failed', async () => {
  expect(await repeated([2, 3])).toEqual({ result: { passed: 1, failed: 3 }, runs: 2 });
  expect(await repeated([2, 0], false)).toEqual({ result: { passed: 2, failed: 2 }, runs: 1 });
});
