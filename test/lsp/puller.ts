// A client that pulls the findings of the workspace.
import type { WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { type ClientOptions, startClient, type TestClient } from './client';
import { VSCODE_CLIENT } from './lockFixture';

type Previous = readonly { uri: string; value: string }[];

/** A client that remembers reports, as an editor does. */
export class Puller {
  readonly shown = new Map<string, { id: string | undefined; codes: string[] }>();
  constructor(readonly client: TestClient) {}

  async pull(more: object = {}): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const { items } = await this.start(more);
    this.apply(items);
    return items;
  }

  start(more: object = {}): Promise<{ items: WorkspaceDocumentDiagnosticReport[] }> {
    const previousResultIds: Previous = [...this.shown].flatMap(([path, { id }]) =>
      id === undefined ? [] : [{ uri: this.client.uri(path), value: id }],
    );
    return this.client.connection.sendRequest('workspace/diagnostic', { previousResultIds, ...more });
  }

  apply(items: readonly WorkspaceDocumentDiagnosticReport[]): void {
    for (const item of items)
      if (item.kind === 'full')
        this.shown.set(this.nameOf(item.uri), { id: item.resultId, codes: item.items.map(d => String(d.code)) });
  }

  nameOf = (uri: string): string => uri.slice(this.client.uri('').length + 1);

  /** Codes by file, of files with findings. */
  get codes(): Record<string, string[]> {
    return Object.fromEntries([...this.shown].flatMap(([path, s]) => (s.codes.length > 0 ? [[path, s.codes]] : [])));
  }
}

/** Starts a server with a client that pulls. */
export async function startPuller(
  files: Record<string, string>,
  choice: ClientOptions = VSCODE_CLIENT,
): Promise<Puller> {
  return new Puller(await startClient(files, choice));
}
