// One gate: a ratio of one run that must not exceed its limit.

/** Measurements of one gate; a busy machine can spoil one. */
const ATTEMPTS = 3;

/**
 * Measures until the value is within `limit`, at most three times: { passed, text }. `goal`: what the gate protects. `measure(context)` returns the
 * value.
 */
export async function runGate({ name, goal, limit, measure }, context) {
  const values = [];
  while (values.length < ATTEMPTS) {
    values.push(await measure(context));
    if (values.at(-1) <= limit) break;
  }
  const passed = values.at(-1) <= limit;
  const shown = values.map(value => value.toFixed(2)).join(', ');
  return { passed, text: `${passed ? 'passed' : 'FAILED'}  ${name}: ${shown} (limit ${limit}). Goal: ${goal}.` };
}
