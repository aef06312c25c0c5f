// Sequences: the tests of the page. A window takes seconds to open, so the steps of a sequence share one window. They run in order,
// and a step may use the state that earlier steps left. Therefore a sequence stops at its first failure, and each later step
// is reported and counts as failed. Independent steps belong in separate sequences.

/**
 * Declares a sequence: `steps` are { name, run(vscode) }, `options` are those of openVscode, and `missingTool()`, which returns the reason why the
 * sequence cannot run on this machine, or undefined.
 * A file page/*.test.mjs exports `sequences`, a list of these. Two of them may run at the same time, so state belongs in the
 * folder of the window, not in a variable of the file.
 */
export function sequence(name, steps, options = {}) {
  const names = steps.map(step => step.name);
  const problem =
    (!name && 'has no name') ||
    (steps.length === 0 && 'has no steps') ||
    (new Set(names).size < names.length && 'has two steps of one name') ||
    (steps.some(step => !step.name || typeof step.run !== 'function') && 'has a step without a name or without run()');
  if (problem) throw new Error(`The sequence "${name}" ${problem}.`);
  return { name, steps, options };
}

/** The full name of each step, which is printed and which GREP searches: "file: sequence: step". */
export const stepNames = (file, { name, steps }) => steps.map(step => `${file}: ${name}: ${step.name}`);

/** Whether GREP selects a sequence: by the name of its file, its own name, or that of a step. A sequence runs as a whole. */
export const isChosen = (file, one, grep) => stepNames(file, one).some(name => name.includes(grep));

/**
 * Why a sequence cannot run on this machine: what its option `missingTool()` returns. Undefined if it can. In CI every sequence must run, so
 * there it throws an error.
 */
export function whyNotRun({ options }, env = process.env) {
  const reason = options.missingTool?.();
  if (reason !== undefined && env.CI) throw new Error(`This sequence must run in CI: ${reason}`);
  return reason;
}

/**
 * Opens a window, runs the steps in it and closes it; returns { passed, failed }. If `open()` fails, each step counts as failed.
 * If `close(window)` fails, that is one failure more. `runStep(step, window)` returns whether the step passed;
 * `reportNotRun(step, why)` and `reportFailure(what, error)` print. If `missing()` returns a reason, no window opens, and the result has a list
 * `notRun` with the reason for each step.
 */
export async function runInWindow(steps, { missing, open, close, runStep, reportNotRun, reportFailure }) {
  let window;
  try {
    const reason = missing?.();
    if (reason !== undefined) return { passed: 0, failed: 0, notRun: steps.map(() => reason) };
    window = await open();
  } catch (error) {
    reportFailure('the window did not open', error);
    for (const step of steps) reportNotRun(step, 'there was no window for it');
    return { passed: 0, failed: steps.length };
  }
  const { passed, failed } = await runSteps(steps, {
    runStep: step => runStep(step, window),
    report: (step, stopped) => reportNotRun(step, `the sequence stopped at its first failure: ${stopped.name}`),
  });
  try {
    await close(window);
    return { passed, failed };
  } catch (error) {
    reportFailure('the window did not close', error);
    return { passed, failed: failed + 1 };
  }
}

/**
 * Runs a sequence a second time, in a window of its own, if it failed: a real VS Code loses a click now and then on a busy machine. What then
 * passes is returned in `flaky`, because it is still a fault of the test or of the product. `mayRepeat()` limits how often this happens, so that
 * a broken build does not take twice as long.
 */
export async function runTwiceAtMost(run, { name, mayRepeat }) {
  const first = await run();
  if (first.failed === 0 || !mayRepeat()) return first;
  const second = await run();
  return second.failed === 0 ? { ...second, flaky: [name] } : second;
}

/** One line for each sequence that passed only when it was repeated. */
export const flakyLines = flaky => flaky.map(name => `flaky: ${name} failed once and passed when it was repeated`);

/** The names of such lines in an output. */
export const flakyIn = text => [...text.matchAll(/^flaky: (.*) failed once and/gm)].map(([, name]) => name);

/**
 * Runs steps until one fails. `runStep(step)` returns whether the step passed, and `report(step, stopped)` is called for each
 * step that is not run, with the step that failed. Returns { passed, failed }; a step that is not run counts as failed.
 */
export async function runSteps(steps, { runStep, report }) {
  let passed = 0;
  let stopped;
  for (const step of steps) {
    if (stopped) report(step, stopped);
    else if (await runStep(step)) passed++;
    else stopped = step;
  }
  return { passed, failed: steps.length - passed };
}
