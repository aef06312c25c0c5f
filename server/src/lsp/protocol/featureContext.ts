// What a feature may use: read-only views of the workspace, the store for results of user actions, and requests to the document handlers.
import type { WorkspaceEdit } from 'vscode-languageserver';
import type { CompilerMessage } from '../../../../src-shared/repro/diagnostics/compilerOutput';
import type { Commits } from '../../../../src-shared/repro/git/commitDistance';
import type { LiveTraining } from '../../../../src-shared/runs/progress/liveTrainings';
import type { Computer } from '../base/computer';
import type { ActionResults } from '../workspace/actionResults';
import type {
  CommitTimesView,
  HistoryView,
  InventoryView,
  KeptHistoryView,
  ModelUsesView,
  Spec,
  WorkspaceView,
} from '../workspace/workspaceView';
import type { WorkspaceCheckView } from './workspaceCheckView';

/** Messages of the official compiler about saved specs. */
interface ValidationView {
  /** The messages about exactly the current text of a spec. */
  messages(spec: Spec): readonly CompilerMessage[];
}

/** Reads which trainings run. */
interface TrainingsReader {
  /** Subfolders of the workspace in which a history was seen. */
  readonly reported: Iterable<string>;
  /** Remembers a folder with a history. `name`: an event file in it that changed. */
  report(folder: string, name?: string): void;
  /** The trainings in the histories of these folders. */
  read(folders: readonly string[]): readonly LiveTraining[];
}

/** Requests to the document handlers, which are the only writers of the workspace. */
interface RefreshActions {
  /** Reads git again where HEAD moved; resolves when the history is up to date. */
  readonly refreshHistory: () => Promise<void>;
  /** Reads what the histories of the workspace kept since; resolves when it is up to date. */
  readonly refreshKept: () => Promise<void>;
  /** Reads changed data files again, also those that no event reported. */
  readonly refreshDataFiles: () => void;
  /** Reads the locks of DLM stores again on their next use. */
  readonly refreshDlmLocks: () => void;
  /** Reads the runs of other trackers again to which files or folders may belong; resolves to the files of those that changed. */
  readonly refreshTracked: (changed: readonly string[]) => Promise<readonly string[]>;
  /** Watches files that the general patterns do not cover. */
  readonly watch: (paths: readonly string[]) => void;
  /** The client should request findings and lenses again, because results changed although no file did. */
  readonly refreshClient: () => void;
  /** Asks the client to apply an edit; whether it did. */
  readonly applyEdit: (edit: WorkspaceEdit) => Promise<boolean>;
  /** Shows a text on one line to the person who uses the editor. */
  readonly showMessage: (text: string) => void;
  /** The server itself wrote files. */
  readonly filesWritten: (paths: readonly string[]) => void;
}

/** Everything that a feature may use. */
export interface FeatureContext extends RefreshActions {
  /** The version of the product. */
  readonly version: string;
  readonly workspace: WorkspaceView;
  readonly inventory: InventoryView;
  readonly history: HistoryView;
  readonly kept: KeptHistoryView;
  readonly commitTimes: CommitTimesView;
  readonly modelUses: ModelUsesView;
  readonly validation: ValidationView;
  /** The findings of all files. */
  readonly check: WorkspaceCheckView;
  /** Positions of the commits that artifacts name, relative to HEAD. */
  readonly commits: Commits;
  readonly results: ActionResults;
  readonly trainings: TrainingsReader;
  readonly computer: Computer;
}
