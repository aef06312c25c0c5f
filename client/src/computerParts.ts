// The list of the parts that run programs or read files with Node. They exist only on a computer.
import { agentTools } from './agents/agentTools';
import type { Part } from './base/part';
import { jobs } from './jobs/jobs';
import { folderClaims } from './tasks/folderClaims';
import { runningTrainings } from './tasks/runningTrainings';
import { runRecords } from './tasks/runRecords';
import { trainTasks } from './tasks/trainTasks';

/** These parts in start order. */
export const computerParts: readonly Part[] = [
  trainTasks,
  runningTrainings,
  folderClaims,
  runRecords,
  jobs,
  agentTools,
];
