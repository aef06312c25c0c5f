// How many random cases a property test runs: a tenth by default, so that the unit tests stay fast, and all of them in CI.
// KYNML_FUZZ=1 runs all of them anywhere, KYNML_FUZZ=10 ten times as many. KYNML_SEED=7 repeats a run that printed 7.

const FACTOR = Number(process.env.KYNML_FUZZ ?? (process.env.CI ? 1 : 0.1));

/** The number of cases to run where `all` are run in CI; at least one. */
export const caseCount = (all: number): number => Math.max(1, Math.round(all * FACTOR));

/** The step of an exhaustive loop: 1 where all cases run, else such that a tenth of them do. */
export const caseStep = Math.max(1, Math.round(1 / FACTOR));

/** The seed of this run, to be printed with every failure. */
export const SEED = Number(process.env.KYNML_SEED ?? Date.now() % 1_000_000);

// The clock also counts the work of other processes, which a busy machine does for minutes.
const LEAST_LIMIT_MS = 120_000;

/** The time limit in milliseconds of a test that has `ms` for all of its cases. Fewer cases get less, but not less than two minutes. */
export const caseTimeout = (ms: number): number => Math.max(Math.min(ms, LEAST_LIMIT_MS), ms * FACTOR);

/** The settings that repeat a run, to be printed with its failures and counts. */
export const repeatWith = (seed = SEED): string => `KYNML_SEED=${seed} KYNML_FUZZ=${FACTOR}`;
