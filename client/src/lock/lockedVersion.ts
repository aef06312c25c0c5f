// The locked version of a spec as a read-only document, for the diff editor.
// The server returns its text for the URI, so it is restored after a reload of the window.
import * as vscode from 'vscode';
import type { LockedVersion } from '../../../src-shared/protocol/requests';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';
import { t } from '../ui/l10n';
import { nameOf } from '../ui/uris';

const scheme = 'kynml-locked';

type FoundVersion = Extract<LockedVersion, { found: true }>;

/** Provides the documents of `lockedUri`. */
export const lockedVersion: Part = {
  name: 'locked version',
  start: context =>
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: uri => lockedText(context, uri),
    }),
};

/** URI of the locked version of a spec: the path selects the language, the query contains spec and commit. */
export function lockedUri(spec: vscode.Uri, version: FoundVersion): vscode.Uri {
  const query = JSON.stringify({ spec: spec.toString(), commit: version.commit });
  return vscode.Uri.from({ scheme, path: spec.path, query });
}

/** Title of the diff editor. */
export function driftTitle(spec: vscode.Uri, version: FoundVersion): string {
  return t('{0} (locked, commit {1}) ↔ current', nameOf(spec), version.commit.slice(0, 8));
}

async function lockedText(context: ClientContext, uri: vscode.Uri): Promise<string> {
  const { spec, commit } = JSON.parse(uri.query) as { spec: string; commit: string };
  const version = await context.request('kynml/lockedVersion', { uri: spec });
  if (version.found && version.commit === commit) return version.text;
  // Showing another version under this title would be wrong, so the editor shows the reason instead.
  throw new Error(
    version.found
      ? t(
          'The lock has changed and does not match commit {0} anymore. Run Show What Changed again.',
          commit.slice(0, 8),
        )
      : version.message,
  );
}
