// The list of commands. A new command needs a file, a line here and an entry in package.json.
import type { Command } from '../base/command';
import { approveGolden } from './approveGolden';
import { cancelSubmitted } from './cancelSubmitted';
import { checkDlmLock } from './checkDlmLock';
import { checkLock } from './checkLock';
import { clearRunFilter } from './clearRunFilter';
import { compareRuns } from './compareRuns';
import { compareWithBaseline } from './compareWithBaseline';
import { compileToScript } from './compileToScript';
import { continueSubmitted } from './continueSubmitted';
import { copyHash } from './copyHash';
import { createLock } from './createLock';
import { discardManifest } from './discardManifest';
import { dlmTrain } from './dlmTrain';
import { explainHash } from './explainHash';
import { exportEvidence } from './exportEvidence';
import { filterRuns } from './filterRuns';
import { findSpec } from './findSpec';
import { groupRuns } from './groupRuns';
import { nameRun } from './nameRun';
import { newManifest } from './newManifest';
import { newSpec } from './newSpec';
import { noteRun } from './noteRun';
import { openSpec } from './openSpec';
import { openSpecVersion } from './openSpecVersion';
import { recompile } from './recompile';
import { refreshSubmitted } from './refreshSubmitted';
import { regenerateLock } from './regenerateLock';
import { removeBaseline } from './removeBaseline';
import { reproduceRun } from './reproduceRun';
import { selectTarget } from './selectTarget';
import { setBaseline } from './setBaseline';
import { showActions } from './showActions';
import { showDrift } from './showDrift';
import { showReferences } from './showReferences';
import { showRuns } from './showRuns';
import { showRunTable } from './showRunTable';
import { showSubmittedLog } from './showSubmittedLog';
import { showTrainings } from './showTrainings';
import { showTrustedRuns } from './showTrustedRuns';
import { sortRuns } from './sortRuns';
import { specHistory } from './specHistory';
import { swapSides } from './swapSides';
import { sweep } from './sweep';
import { tagRun } from './tagRun';
import { textDiff } from './textDiff';
import { train } from './train';
import { useParams } from './useParams';
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
  selectTarget,
  refreshSubmitted,
  cancelSubmitted,
  showSubmittedLog,
  continueSubmitted,
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
  showRuns,
  useParams,
  showRunTable,
  showTrainings,
  reproduceRun,
  verifyRun,
  exportEvidence,
  verifyAllRuns,
  findSpec,
  openSpecVersion,
  filterRuns,
  clearRunFilter,
  sortRuns,
  groupRuns,
  showTrustedRuns,
  nameRun,
  tagRun,
  noteRun,
  setBaseline,
  removeBaseline,
  compareWithBaseline,
  openSpec,
  showReferences,
  swapSides,
  textDiff,
];
