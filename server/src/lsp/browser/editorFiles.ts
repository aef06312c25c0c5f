// The files of the workspace, which the editor reads and writes for the server.
import { BrowserMessageReader, BrowserMessageWriter, createMessageConnection } from 'vscode-languageserver/browser';
import type { Host } from '../../../../src-shared/host/host';
import type { FileSource } from '../../../../src-shared/host/loaded/fileSource';
import { LoadedFiles } from '../../../../src-shared/host/loaded/loadedFiles';
import { loadedHost } from '../../../../src-shared/host/loaded/loadedHost';
import type { FileRequests } from '../../../../src-shared/protocol/fileRequests';
import { isLoadedPath, loadGapsText, WorkspaceFiles } from '../../../../src-shared/repro/files/workspaceFiles';
import { decodeUtf8, runningHash, sha256 } from '../base/codec';
import { uriOf } from '../base/convert';
import type { Loading } from '../base/loading';

/** A port for messages, or the worker itself. */
export type Port = ConstructorParameters<typeof BrowserMessageReader>[0];

/** The host of the files, and what loads them. `report` gets a sentence when the limits leave something out that they did not before. */
export function editorFiles(
  port: Port,
  report: (text: string) => unknown,
): { readonly host: Host; readonly loading: Loading } {
  const loaded = new LoadedFiles(isLoadedPath);
  const workspace = new WorkspaceFiles(sourceOver(port), loaded);
  const host = loadedHost({
    files: loaded,
    sha256,
    runningHash,
    decodeUtf8,
    write: (path, text, isExpected) => workspace.write(path, text, isExpected),
  });
  let reported: string | undefined;
  const reporting = async (work: Promise<void>): Promise<void> => {
    await work;
    const text = loadGapsText(workspace.gaps);
    if (text !== undefined && reported === undefined) report(text);
    reported = text;
  };
  return {
    host,
    loading: {
      load: folders => reporting(workspace.load(folders)),
      refresh: changes => reporting(workspace.refresh(changes)),
    },
  };
}

function sourceOver(port: Port): FileSource {
  const connection = createMessageConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));
  connection.listen();
  const ask = <M extends keyof FileRequests>(
    method: M,
    params: FileRequests[M]['params'],
    failed: FileRequests[M]['result'],
  ): Promise<FileRequests[M]['result']> =>
    connection.sendRequest<FileRequests[M]['result']>(method, params).catch(() => failed);
  const unread = { ok: false, reason: 'unreadable' } as const;
  return {
    readFolder: path => ask('readFolder', { uri: uriOf(path) }, unread),
    readFile: (path, limit) => ask('readFile', { uri: uriOf(path), limit }, unread),
    writeFile: (path, text) =>
      ask('writeFile', { uri: uriOf(path), text }, { ok: false, message: 'the editor did not answer' }),
  };
}
