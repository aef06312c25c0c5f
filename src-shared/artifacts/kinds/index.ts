// The list of artifact kinds. The first whose shape fits wins, so the more particular stands first.
import type { Kind } from '../kind';
import { experimentManifest } from './experimentManifest';
import { generatedScript } from './generatedScript';
import { kynmlLock } from './kynmlLock';
import { runManifest } from './runManifest';
import { sweepResults } from './sweepResults';

/** All kinds of artifacts. */
export const kinds: readonly Kind[] = [runManifest, sweepResults, experimentManifest, generatedScript, kynmlLock];
