// The locked version of a spec as a read-only document, so that the editor's own diff can show what changed since.
// Its text comes from the server by the URI alone, so it is there again after a reload of the window.
import * as vscode from 'vscode';
import type { LockedVersion } from '../../../src-shared/protocol/requests';
import type { ExtensionContext } from '../base/extensionContext';
import type { Part } from '../base/part';
import { t } from '../ui/l10n';
import { nameOf } from '../ui/uris';

const scheme = 'kynml-locked';

type FoundVersion = Extract<LockedVersion, { found: true }>;

/** Serves the documents that `lockedUri` names. */
export const lockedVersion: Part = {
  name: 'locked version',
  start: context =>
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: uri => lockedText(context, uri),
    }),
};

/** The document that holds the locked version of a spec: its path for the language, the spec and the commit in the query. */
export function lockedUri(spec: vscode.Uri, version: FoundVersion): vscode.Uri {
  const query = JSON.stringify({ spec: spec.toString(), commit: version.commit });
  return vscode.Uri.from({ scheme, path: spec.path, query });
}

/** Title of the diff editor. */
export function driftTitle(spec: vscode.Uri, version: FoundVersion): string {
  return t('{0} (locked, commit {1}) ↔ current', nameOf(spec), version.commit.slice(0, 8));
}

async function lockedText(context: ExtensionContext, uri: vscode.Uri): Promise<string> {
  const { spec, commit } = JSON.parse(uri.query) as { spec: string; commit: string };
  const version = await context.request('kynml/lockedVersion', { uri: spec });
  if (version.found && version.commit === commit) return version.text;
  // Text of another commit under this title would be a lie, so the editor shows the reason instead.
  throw new Error(
    version.found
      ? t(
          'The lock has changed and does not match commit {0} anymore. Run Show What Changed again.',
          commit.slice(0, 8),
        )
      : version.message,
  );
}
