// The list of artifact kinds. The first whose shape fits wins, so the more particular stands first.
import type { Kind } from '../kind';
import { kynmlLock } from './kynmlLock';
import { runManifest } from './runManifest';

/** All kinds of artifacts. */
export const kinds: readonly Kind[] = [runManifest, kynmlLock];
