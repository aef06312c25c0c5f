// Files that are watched by name because the general patterns do not take them: data of any ending, or outside of the workspace.
import { type Connection, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { basename, dirname } from '../../../../src-shared/host/paths';
import { uriOf } from '../base/convert';

/** Watchers of single files; a client that cannot watch gets none. */
export class Watched {
  private readonly paths = new Set<string>();
  /** The client can watch files by a folder and a pattern in it. */
  able = false;

  constructor(private readonly connection: Connection) {}

  /** Has files watched, each once. */
  add(paths: readonly string[]): void {
    const more = paths.filter(path => !this.paths.has(path));
    if (!this.able || more.length === 0) return;
    for (const path of more) this.paths.add(path);
    const watchers = more.map(path => ({
      globPattern: { baseUri: uriOf(dirname(path)), pattern: literal(basename(path)) },
    }));
    this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
  }
}

// A sign of a pattern that stands in a name is put into brackets, where it stands for itself.
const literal = (name: string): string => name.replace(/[*?{}[\]]/g, '[$&]');
