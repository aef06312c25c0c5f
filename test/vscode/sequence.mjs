// Sequences: the tests of the page. A window takes seconds to open, so the steps of a sequence share one window. They run in order,
// and a step may use the state that the steps before it left. Therefore a sequence stops at its first failure, and each step
// after that is reported and counts as failed. Steps that do not depend on each other belong in separate sequences.

/**
 * Declares a sequence: `steps` are { name, run(vscode), limit? }, `options` are those of openVscode.
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

/** The full name of each step, which is printed and which GREP looks at: "file: sequence: step". */
export const stepNames = (file, { name, steps }) => steps.map(step => `${file}: ${name}: ${step.name}`);

/** Whether GREP chooses a sequence: by the name of its file, by its own, or by one of its steps. It runs as a whole then. */
export const isChosen = (file, one, grep) => stepNames(file, one).some(name => name.includes(grep));

/**
 * Runs steps until one fails. `runStep(step)` gives whether the step passed, and `report(step, stopped)` is called for each
 * step that is not run, with the step that failed. Gives { passed, failed }, where a step that is not run counts as failed.
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
