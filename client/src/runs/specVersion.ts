// A version of a spec that is not in the working tree, as a read-only document. The server returns the text by its CONFIG_HASH, so it is restored after a
// reload of the window, and no other version can appear under its title.
import * as vscode from 'vscode';
import { type TracedSpec, VERSION_SCHEME, versionQuery } from '../../../src-shared/protocol/traceRequests';
import { SPEC_ENDING } from '../../../src-shared/text/specEnding';
import type { ClientContext } from '../base/clientContext';
import type { Part } from '../base/part';

/** Provides the documents of `versionUri`. */
export const specVersion: Part = {
  name: 'spec version',
  start: context =>
    vscode.workspace.registerTextDocumentContentProvider(VERSION_SCHEME, {
      provideTextDocumentContent: uri => textOf(context, uri),
    }),
};

/** URI of a version: the path selects the language, the query has the hash of the text. */
export function versionUri({ uri, commit }: Pick<TracedSpec, 'uri' | 'commit'>, configHash: string): vscode.Uri {
  const { path } = vscode.Uri.parse(uri);
  const spec = SPEC_ENDING.test(path) ? path : `${path}.kyn`;
  return vscode.Uri.from({
    scheme: VERSION_SCHEME,
    path: spec,
    query: versionQuery(configHash, commit),
  });
}

async function textOf(context: ClientContext, uri: vscode.Uri): Promise<string> {
  const { configHash } = JSON.parse(uri.query) as { readonly configHash: string };
  const found = await context.request('kynml/tracedText', { configHash });
  if (!found.ok) throw new Error(found.message);
  return found.text;
}
