// The list of features.
import type { Feature } from '../feature';
import { codeActions } from './codeActions';
import { codeLens } from './codeLens';
import { diagnostics } from './diagnostics';
import { diff, diffMarkdown } from './diff';
import { hover } from './hover';
import { lockedVersion } from './lockedVersion';
import { planLock, writeLock } from './planLock';
import { runs } from './runs';
import { specState } from './specState';

/** All features. */
export const features: readonly Feature[] = [
  codeActions,
  codeLens,
  diagnostics,
  diff,
  diffMarkdown,
  hover,
  lockedVersion,
  planLock,
  runs,
  specState,
  writeLock,
];
