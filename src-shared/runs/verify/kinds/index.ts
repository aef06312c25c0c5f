// The list of what verifies runs of each kind.
import type { KindVerifier } from '../kindVerifier';
import { dlmLock } from './dlmLock';
import { evalReport } from './evalReport';
import { experiment } from './experiment';
import { sessionLog } from './sessionLog';
import { specRun } from './specRun';

/** All verifiers. A kind without one is not a run. */
export const verifiers: readonly KindVerifier[] = [specRun, evalReport, experiment, sessionLog, dlmLock];
