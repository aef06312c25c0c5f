// All parts, in the order in which they run.
import { activation } from './activation.mjs';
import { checkFiles } from './checkFiles.mjs';
import { coldStart } from './coldStart.mjs';
import { commandStart } from './commandStart.mjs';
import { comparison } from './comparison.mjs';
import { growth } from './growth.mjs';
import { hardTexts } from './hardTexts.mjs';
import { hash } from './hash.mjs';
import { keptRuns } from './keptRuns.mjs';
import { keystroke } from './keystroke.mjs';
import { launch } from './launch.mjs';
import { lookUp } from './lookUp.mjs';
import { memory } from './memory.mjs';
import { params } from './params.mjs';
import { runIndex } from './runIndex.mjs';
import { table } from './table.mjs';
import { trace } from './trace.mjs';
import { training } from './training.mjs';

/** The parts by the name that `--only` uses. Each has a title and `run(context)`, which returns rows (see rows.mjs). */
export const parts = {
  start: coldStart,
  keystroke,
  growth,
  params,
  memory,
  activation,
  command: commandStart,
  training,
  launch,
  check: checkFiles,
  hash,
  index: runIndex,
  runs: keptRuns,
  lookup: lookUp,
  trace,
  comparison,
  table,
  hard: hardTexts,
};
