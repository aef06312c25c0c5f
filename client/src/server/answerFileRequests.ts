// Answers the requests of a server in a browser about files of the workspace, over the file systems of the editor.
import * as vscode from 'vscode';
import type { MessageConnection } from 'vscode-languageclient';
import type { FailedRead, FileRequests, FolderItem } from '../../../src-shared/protocol/fileRequests';

type Handlers = {
  readonly [Method in keyof FileRequests]: (
    params: FileRequests[Method]['params'],
  ) => Promise<FileRequests[Method]['result']>;
};

/** Answers the requests of a connection. Only files in the folders of the workspace are read and written. */
export function answerFileRequests(connection: Pick<MessageConnection, 'onRequest'>): void {
  for (const [method, handler] of Object.entries(handlers))
    connection.onRequest<unknown, unknown>(method, params => handler(params as never));
}

const { fs } = vscode.workspace;

const handlers: Handlers = {
  readFolder: ({ uri }) =>
    inWorkspace(uri, async folder => {
      const entries = await fs.readDirectory(folder);
      return { ok: true as const, entries: entries.map(([name, type]) => ({ name, kind: kindOf(type) })) };
    }).catch(failure),
  readFile: ({ uri, limit }) =>
    inWorkspace(uri, async file => {
      const { type, size, mtime, ctime } = await fs.stat(file);
      if (type & vscode.FileType.Directory) return { ok: false as const, reason: 'folder' as const };
      const times = { modified: mtime, changed: ctime };
      if (size > limit) return { ok: true as const, file: { size, ...times } };
      const bytes = await fs.readFile(file);
      return { ok: true as const, file: { bytes, size: bytes.length, ...times } };
    }).catch(failure),
  writeFile: ({ uri, text }) =>
    inWorkspace(uri, async file => {
      await fs.writeFile(file, new TextEncoder().encode(text));
      return { ok: true } as const;
    }).catch(error => ({ ok: false, message: error instanceof Error ? error.message : String(error) })),
};

async function inWorkspace<R>(uri: string, work: (uri: vscode.Uri) => Promise<R>): Promise<R> {
  const file = vscode.Uri.parse(uri, true);
  if (!vscode.workspace.getWorkspaceFolder(file)) throw vscode.FileSystemError.NoPermissions(file);
  return work(file);
}

// A link may lead in a circle.
const kindOf = (type: vscode.FileType): FolderItem['kind'] =>
  type === vscode.FileType.File ? 'file' : type === vscode.FileType.Directory ? 'folder' : 'other';

function failure(error: unknown): FailedRead {
  const code = error instanceof vscode.FileSystemError ? error.code : '';
  const reasons: Readonly<Record<string, FailedRead['reason']>> = {
    FileNotFound: 'missing',
    FileIsADirectory: 'folder',
    NoPermissions: 'denied',
  };
  return { ok: false, reason: reasons[code] ?? 'unreadable' };
}
