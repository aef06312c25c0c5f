// The list of commands. A new command needs a file, a line here and an entry in package.json.
import type { Command } from '../base/command';
import { approveGolden } from './approveGolden';
import { checkDlmLock } from './checkDlmLock';
import { checkLock } from './checkLock';
import { compareRuns } from './compareRuns';
import { compileToScript } from './compileToScript';
import { copyHash } from './copyHash';
import { createLock } from './createLock';
import { discardManifest } from './discardManifest';
import { dlmTrain } from './dlmTrain';
import { explainHash } from './explainHash';
import { findSpec } from './findSpec';
import { newManifest } from './newManifest';
import { newSpec } from './newSpec';
import { openSpec } from './openSpec';
import { recompile } from './recompile';
import { regenerateLock } from './regenerateLock';
import { reproduceRun } from './reproduceRun';
import { showActions } from './showActions';
import { showDrift } from './showDrift';
import { showReferences } from './showReferences';
import { showTrainings } from './showTrainings';
import { specHistory } from './specHistory';
import { swapSides } from './swapSides';
import { sweep } from './sweep';
import { textDiff } from './textDiff';
import { train } from './train';
import { verifyAllRuns } from './verifyAllRuns';
import { verifyDataset } from './verifyDataset';
import { verifyRun } from './verifyRun';
import { writeManifest } from './writeManifest';

/** All commands. */
export const commandList: readonly Command[] = [
  copyHash,
  createLock,
  checkLock,
  regenerateLock,
  showDrift,
  explainHash,
  specHistory,
  train,
  sweep,
  compileToScript,
  recompile,
  verifyDataset,
  checkDlmLock,
  dlmTrain,
  approveGolden,
  compareRuns,
  newSpec,
  newManifest,
  writeManifest,
  discardManifest,
  showActions,
  showTrainings,
  reproduceRun,
  verifyRun,
  verifyAllRuns,
  findSpec,
  openSpec,
  showReferences,
  swapSides,
  textDiff,
];
