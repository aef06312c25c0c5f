// Sends a request that takes long, with its progress in percent and a button that cancels it.
import * as vscode from 'vscode';
import type { WorkProgress } from '../../../src-shared/protocol/requests';
import { labelText } from '../../../src-shared/text/iconLabel';
import { notificationText } from '../../../src-shared/text/notificationText';

/** The title, and where it is shown: in a notification with a Cancel button, or without one in the status bar. */
export interface ProgressView {
  readonly title: string;
  readonly inStatusBar?: boolean;
}

type Send<T> = (options: {
  readonly token: vscode.CancellationToken;
  readonly onProgress: (work: WorkProgress) => void;
}) => Promise<T>;

/** The response; undefined when the request was cancelled before the server began. */
export async function requestWithProgress<T>(
  { title, inStatusBar = false }: ProgressView,
  send: Send<T>,
): Promise<T | undefined> {
  const location = inStatusBar ? vscode.ProgressLocation.Window : vscode.ProgressLocation.Notification;
  const shownText = inStatusBar ? labelText : notificationText;
  const options = { location, title: shownText(title), cancellable: !inStatusBar };
  return vscode.window.withProgress(options, async (progress, token) => {
    try {
      return await send({ token, onProgress: reportTo(progress, shownText) });
    } catch (error) {
      // The client library rejects a request that was cancelled before it was sent.
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
}

// VS Code expects the increment since the last report.
function reportTo(
  progress: vscode.Progress<{ message: string; increment: number }>,
  shownText: (text: string) => string,
): (work: WorkProgress) => void {
  let reported = 0;
  return ({ done, total, label }) => {
    const percent = total === 0 ? 100 : (done * 100) / total;
    progress.report({ message: shownText(label), increment: percent - reported });
    reported = percent;
  };
}
