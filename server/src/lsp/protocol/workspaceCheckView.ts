// What features may ask about the findings of all files of the workspace.
import type { Diagnostic } from 'vscode-languageserver';
import type { StopSignal } from '../../../../src-shared/host/host';
import { pause } from '../base/pause';

/** A checked file. */
export interface CheckedFile {
  readonly path: string;
  /** As the client writes it, if the file is open. */
  readonly uri: string;
  /** The version of the open document; null for a closed file. */
  readonly version: number | null;
  readonly items: readonly Diagnostic[];
  /** Equal for equal findings; empty if there are none. */
  readonly id: string;
}

/** The findings of the workspace's specs and artifacts. */
export interface WorkspaceCheckView {
  /** Paths of the files that are checked: specs first, limited in number. */
  files(): readonly string[];
  /** The findings of a file. A file is checked again only after a change that they depend on. */
  check(path: string): CheckedFile;
  /** The findings of a document are shown, so a change of what they depend on is reported. */
  track(path: string): void;
  /** Counts the changes of the workspace. */
  readonly revision: number;
  /** Resolves after a change later than a revision, or when it is cancelled: whether more than the text of open documents changed since. */
  changeAfter(revision: number, cancelled: StopSignal): Promise<boolean>;
}

/** How long files are checked before other requests are answered, in milliseconds. */
const SLICE_MS = 10;

/** Checks all files, with pauses in which other requests are answered; ends early when it is cancelled. */
export async function* checkedFiles(
  check: WorkspaceCheckView,
  cancelled: StopSignal,
): AsyncGenerator<readonly CheckedFile[]> {
  let slice: CheckedFile[] = [];
  let until = performance.now() + SLICE_MS;
  for (const path of check.files()) {
    slice.push(check.check(path));
    if (performance.now() < until) continue;
    yield slice;
    slice = [];
    await pause();
    if (cancelled.aborted) return;
    until = performance.now() + SLICE_MS;
  }
  yield slice;
}
