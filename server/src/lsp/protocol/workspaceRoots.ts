// The folders of a workspace, as each version of the protocol names them.
import type { InitializeParams } from 'vscode-languageserver';
import { withSlashes } from '../../../../src-shared/host/slashes';
import { pathOf } from '../base/convert';

type Named = Pick<InitializeParams, 'workspaceFolders' | 'rootUri' | 'rootPath'>;

/** The absolute paths of the folders that a client opens; none for a single file. */
export function workspaceRoots({ workspaceFolders, rootUri, rootPath }: Named): string[] {
  if (workspaceFolders) return workspaceFolders.flatMap(({ uri }) => folderPath(uri) ?? []);
  if (rootUri) return [folderPath(rootUri) ?? []].flat();
  return rootPath ? [withoutEnd(withSlashes(rootPath))] : [];
}

/** The path of a folder's URI, without a slash at its end. */
export function folderPath(uri: string): string | undefined {
  const path = pathOf(uri);
  return path === undefined ? undefined : withoutEnd(path);
}

const withoutEnd = (path: string): string => path.replace(/(?<=[^/:])\/$/, '');
