// Watchers of single files that the general patterns do not cover: data with any extension, and files outside of the workspace.
import { type Connection, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { basename, dirname } from '../../../../src-shared/host/paths';
import { uriOf } from '../base/convert';
import type { Capabilities } from './clientCapabilities';

/** Registers watchers of single files with a client that supports relative patterns. */
export class FileWatchers {
  private readonly paths = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly capabilities: () => Capabilities,
  ) {}

  /** Watches files; a file that is watched already is not registered again. */
  add(paths: readonly string[]): void {
    const added = paths.filter(path => !this.paths.has(path));
    if (!this.capabilities().relativePatterns || added.length === 0) return;
    for (const path of added) this.paths.add(path);
    const watchers = added.map(path => ({
      globPattern: { baseUri: uriOf(dirname(path)), pattern: escapeGlob(basename(path)) },
    }));
    this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
  }
}

// Inside brackets, a wildcard is a plain character.
const escapeGlob = (name: string): string => name.replace(/[*?{}[\]]/g, '[$&]');
