// The messages between a check and its worker threads. They are copied from thread to thread, so they contain no functions.
import type { GitCommandOptions, GitResult } from '../../../../src-shared/host/host';
import type { RequestedTarget } from '../search/findTargets';
import type { CheckResult } from './checkFile';

/** What a worker asks the main thread. */
export type Question =
  | { readonly type: 'uses-kynml' }
  | {
      readonly type: 'git';
      readonly folder: string;
      readonly args: readonly string[];
      readonly options: GitCommandOptions | undefined;
    };

/** The answer to a question: whether KynML is used, or the result of git. */
export type Answer = boolean | GitResult;

/** A part of the work, or an answer. */
export type ToWorker =
  | { readonly type: 'check'; readonly targets: readonly RequestedTarget[] }
  | { readonly type: 'answer'; readonly id: number; readonly value: Answer };

/** The results of a part in its order, or a question. */
export type FromWorker =
  | { readonly type: 'results'; readonly results: readonly CheckResult[] }
  | { readonly type: 'ask'; readonly id: number; readonly question: Question };
