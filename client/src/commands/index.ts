// The list of commands. A new command is a file and a line here, and its entry in package.json.
import type { Command } from '../command';
import { checkLock } from './checkLock';
import { compareRuns } from './compareRuns';
import { copyHash } from './copyHash';
import { createLock } from './createLock';
import { newSpec } from './newSpec';
import { openSpec } from './openSpec';
import { regenerateLock } from './regenerateLock';
import { showActions } from './showActions';
import { showDrift } from './showDrift';
import { showReferences } from './showReferences';
import { swapSides } from './swapSides';
import { textDiff } from './textDiff';
import { train } from './train';

/** All commands. */
export const commandList: readonly Command[] = [
  copyHash,
  createLock,
  checkLock,
  regenerateLock,
  showDrift,
  train,
  compareRuns,
  newSpec,
  showActions,
  openSpec,
  showReferences,
  swapSides,
  textDiff,
];
