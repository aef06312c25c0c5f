// This computer, as a claim of the folder of a run sees it.
import { hostname } from 'node:os';
import { processIdentity } from '../../../../src-shared/host/node/processIdentity';
import { removeFile } from '../../../../src-shared/host/node/removeFile';
import type { ClaimSystem } from '../../../../src-shared/repro/history/claimFolder';

/** The system of this process. */
export const claimSystem: ClaimSystem = {
  computer: hostname(),
  pid: process.pid,
  findProcess: processIdentity,
  removeFile,
};
