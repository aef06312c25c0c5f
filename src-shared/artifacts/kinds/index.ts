// The list of artifact kinds. The first kind that matches is used, so more specific kinds come first.
import type { Kind } from '../kind';
import { dlmLock } from './dlmLock';
import { evalReport } from './evalReport';
import { experimentManifest } from './experimentManifest';
import { generatedScript } from './generatedScript';
import { goldenIndex } from './goldenIndex';
import { kynmlLock } from './kynmlLock';
import { runManifest } from './runManifest';
import { sessionLog } from './sessionLog';
import { sharedSettings } from './sharedSettings';
import { sweepResults } from './sweepResults';

/** All kinds of artifacts. */
export const kinds: readonly Kind[] = [
  sweepResults,
  experimentManifest,
  evalReport,
  kynmlLock,
  runManifest,
  generatedScript,
  dlmLock,
  goldenIndex,
  sessionLog,
  sharedSettings,
];
