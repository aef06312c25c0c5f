// The commands of the extension, as code lenses and quick fixes of the server name them. Each takes the URI it works on.

/** Identifiers of the commands in package.json. */
export const commands = {
  copyHash: 'kynml.copyConfigHash',
  createLock: 'kynml.createLock',
  checkLock: 'kynml.checkLock',
  regenerateLock: 'kynml.regenerateLock',
  showDrift: 'kynml.showDrift',
  explainHash: 'kynml.explainHash',
  specHistory: 'kynml.specHistory',
  train: 'kynml.train',
  sweep: 'kynml.sweep',
  compileToScript: 'kynml.compileToScript',
  recompile: 'kynml.recompile',
  verifyDataset: 'kynml.verifyDataset',
  checkDlmLock: 'kynml.checkDlmLock',
  dlmTrain: 'kynml.dlmTrain',
  approveGolden: 'kynml.approveGolden',
  compareRuns: 'kynml.compareRuns',
  newSpec: 'kynml.newSpec',
  newManifest: 'kynml.newManifest',
  writeManifest: 'kynml.writeManifest',
  discardManifest: 'kynml.discardManifest',
  showActions: 'kynml.showActions',
  showTrainings: 'kynml.showTrainings',
  reproduceRun: 'kynml.reproduceRun',
  verifyRun: 'kynml.verifyRun',
  verifyAllRuns: 'kynml.verifyAllRuns',
  findSpec: 'kynml.findSpec',
  openSpec: 'kynml.openSpec',
  showReferences: 'kynml.showReferences',
  swapSides: 'kynml.diff.swapSides',
  textDiff: 'kynml.diff.textDiff',
} as const;

/** One of the command identifiers. */
export type CommandId = (typeof commands)[keyof typeof commands];
