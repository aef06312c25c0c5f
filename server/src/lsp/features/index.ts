// The list of features.
import type { Feature } from '../protocol/feature';
import { alreadyRun } from './alreadyRun';
import { goldens, hashAdapter, planGolden, writeGolden } from './approveGolden';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './callHierarchy';
import { codeActions } from './codeActions';
import { codeLens } from './codeLens';
import { completion, completionResolve } from './completion';
import { declaration, definition } from './definition';
import { diagnostics } from './diagnostics';
import { diff, diffMarkdown } from './diff';
import { checkDlmLock, dlmState } from './dlm';
import { documentLinks } from './documentLinks';
import { documentSymbols } from './documentSymbols';
import { executeCommand } from './executeCommand';
import { buildManifest, writeManifest } from './experimentManifest';
import { explainHash } from './explainHash';
import { fileStates } from './fileStates';
import { findingPage } from './findingPage';
import { claimedBy, claimFolder, releaseFolder } from './folderClaims';
import { folding } from './folding';
import { formatting, onTypeFormatting, rangeFormatting } from './formatting';
import { gitState } from './gitState';
import { hover } from './hover';
import { inlayHints } from './inlayHints';
import { keepManifest, keepRun, runEnded } from './keptRuns';
import { launches } from './launches';
import { linkedEditing } from './linkedEditing';
import { lockedVersion } from './lockedVersion';
import { lossCurves } from './lossCurves';
import { madeFrom } from './madeFrom';
import { missingModules } from './missingModules';
import { newSpecText, targetColumns } from './newSpec';
import { ownLanguage } from './ownLanguage';
import { paramEdits, specsOfRun } from './paramEdits';
import { planLock, writeLock } from './planLock';
import { documentHighlight, references } from './references';
import { prepareRename, rename } from './rename';
import { baseline, runNote, setBaseline, writeNote } from './runNotes';
import { run, runs } from './runs';
import { exportRuns, runTable } from './runTable';
import { runTree } from './runTree';
import { selectionRange } from './selectionRange';
import { semanticTokensDelta, semanticTokensFull, semanticTokensRange } from './semanticTokens';
import { signatureHelp } from './signatureHelp';
import { restoreVersion, specHistory } from './specHistory';
import { specState } from './specState';
import { sweepPlan } from './sweepPlan';
import { targets } from './targets';
import { trace, tracedText } from './trace';
import { trainings } from './trainings';
import { verify } from './verify';
import { dataToVerify, verifyData } from './verifyData';
import { workspaceDiagnostics } from './workspaceDiagnostics';
import { workspaceSymbols } from './workspaceSymbols';

/** All features. */
export const features: readonly Feature[] = [
  goldens,
  hashAdapter,
  planGolden,
  writeGolden,
  prepareCallHierarchy,
  incomingCalls,
  outgoingCalls,
  alreadyRun,
  codeActions,
  codeLens,
  completion,
  completionResolve,
  declaration,
  definition,
  diagnostics,
  diff,
  diffMarkdown,
  dlmState,
  checkDlmLock,
  documentLinks,
  documentSymbols,
  executeCommand,
  explainHash,
  buildManifest,
  writeManifest,
  fileStates,
  findingPage,
  claimFolder,
  claimedBy,
  releaseFolder,
  folding,
  formatting,
  rangeFormatting,
  onTypeFormatting,
  gitState,
  hover,
  inlayHints,
  keepManifest,
  keepRun,
  runEnded,
  launches,
  linkedEditing,
  lockedVersion,
  madeFrom,
  missingModules,
  targetColumns,
  newSpecText,
  ownLanguage,
  specsOfRun,
  paramEdits,
  planLock,
  writeLock,
  references,
  documentHighlight,
  prepareRename,
  rename,
  run,
  runs,
  lossCurves,
  runTable,
  exportRuns,
  runTree,
  runNote,
  writeNote,
  setBaseline,
  baseline,
  selectionRange,
  semanticTokensFull,
  semanticTokensDelta,
  semanticTokensRange,
  signatureHelp,
  specHistory,
  restoreVersion,
  specState,
  sweepPlan,
  targets,
  trace,
  tracedText,
  trainings,
  verify,
  dataToVerify,
  verifyData,
  workspaceDiagnostics,
  workspaceSymbols,
];
