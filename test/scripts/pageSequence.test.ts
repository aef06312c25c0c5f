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
const {
  isChosen,
  runSteps,
  sequence,
}: {
  isChosen(file: string, one: Sequence, grep: string): boolean;
  runSteps(steps: readonly Step[], running: Running): Promise<{ passed: number; failed: number }>;
  sequence(name: string, steps: readonly Step[]): Sequence;
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
