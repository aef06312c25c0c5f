// The list of the extension's parts. A new part needs a file and a line here, or in computerParts.ts if it needs Node.
import type { Part } from './base/part';
import { commandsPart } from './commandsPart';
import { goldenPreview } from './dlm/goldenPreview';
import { lockedVersion } from './lock/lockedVersion';
import { manifestPreview } from './manifest/manifestPreview';
import { registerDiffPanelSerializer } from './panels/diffPanel';
import { registerReproductionPages } from './panels/reproductionPanel';
import { registerRunTable } from './panels/runsPanel';
import { runTree } from './runs/runTree';
import { specVersion } from './runs/specVersion';
import { findingPage } from './spec/findingPage';
import { artifactLanguage } from './status/artifactLanguage';
import { contextKeys } from './status/contextKeys';
import { fileDecorations } from './status/fileDecorations';
import { statusBar } from './status/statusBar';
import { trainings } from './status/trainings';

/** Restores diff panels after a reload of the window. */
const diffPanel: Part = { name: 'diff panel', start: registerDiffPanelSerializer };

/** Restores verdict pages after a reload of the window; ends reproductions with it. */
const reproductionPanel: Part = { name: 'reproduction panel', start: registerReproductionPages };

/** Restores the table of runs after a reload of the window; opens results of sweeps as tables. */
const runTable: Part = { name: 'run table', start: registerRunTable };

/** All parts in start order. */
export const parts: readonly Part[] = [
  commandsPart,
  contextKeys,
  artifactLanguage,
  statusBar,
  trainings,
  fileDecorations,
  runTree,
  lockedVersion,
  specVersion,
  findingPage,
  manifestPreview,
  diffPanel,
  reproductionPanel,
  runTable,
  goldenPreview,
];
