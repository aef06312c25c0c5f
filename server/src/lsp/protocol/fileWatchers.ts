// What a client is asked to watch: general patterns, and single files that these do not cover (data with any name, and files outside of the workspace).
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type FileSystemWatcher,
  RegistrationRequest,
  UnregistrationRequest,
  WatchKind,
} from 'vscode-languageserver';
import { basename, dirname, isInside } from '../../../../src-shared/host/paths';
import { uriOf } from '../base/convert';
import type { Capabilities } from './clientCapabilities';

/**
 * KynML's files, data, and git's list of tracked files. A folder that is moved or deleted causes one event only, and no pattern matches only folders, so
 * creations and deletions are watched for all files. Those of KynML's files are not registered twice, because a client would report them twice.
 */
const GENERAL = [
  { globPattern: '**/*.{kyn,json,jsonl,lock,csv}', kind: WatchKind.Change },
  { globPattern: '**/.git/index' },
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];
const HAS_GENERAL_EXTENSION = /\.(?:kyn|json|jsonl|lock|csv)$/;

/** A client compares each event with each pattern. Other files are compared with the disk when a request needs them. */
const MAX_FILES = 500;

/** The data files that specs use, with the folders of the workspace. Paths are absolute. */
export interface UsedData {
  readonly paths: readonly string[];
  readonly folders: readonly string[];
}

/** Registers watchers with a client that supports it. */
export class FileWatchers {
  private readonly paths = new Set<string>();
  /** The registrations of single files by their watcher as JSON. */
  private readonly registered = new Map<string, { readonly id: string; readonly method: string }>();
  private isScheduled = false;
  private registrations = 0;

  constructor(
    private readonly connection: Connection,
    private readonly capabilities: () => Capabilities,
    private readonly usedData: () => UsedData,
  ) {}

  /** Registers the general patterns. */
  start(): void {
    if (!this.capabilities().watchFiles) return;
    this.connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: GENERAL })
      .catch(() => undefined);
  }

  /** Watches files until the session ends, whether specs use them or not. */
  add(paths: readonly string[]): void {
    for (const path of paths) this.paths.add(path);
    this.scheduleUpdate();
  }

  /** The data files that specs use may have changed. Calls of one turn of the event loop are combined. */
  scheduleUpdate(): void {
    if (!this.isScheduled && this.capabilities().watchFiles) setImmediate(() => this.update());
    this.isScheduled = true;
  }

  private update(): void {
    this.isScheduled = false;
    const { paths, folders } = this.usedData();
    const all = fileWatchers({ paths: [...this.paths, ...paths], folders }, this.capabilities().relativePatterns);
    const unique = new Map(all.map(watcher => [JSON.stringify(watcher), watcher]));
    const used = new Map([...unique].slice(0, MAX_FILES));
    const { method } = DidChangeWatchedFilesNotification;
    const added = [...used].filter(([key]) => !this.registered.has(key));
    const removed = [...this.registered].filter(([key]) => !used.has(key));
    const registrations = added.map(([key, watcher]) => {
      const registration = { id: `kynml-file-${this.registrations++}`, method };
      this.registered.set(key, registration);
      return { ...registration, registerOptions: { watchers: [watcher] } };
    });
    for (const [key] of removed) this.registered.delete(key);
    const ignore = () => undefined;
    if (registrations.length > 0)
      this.connection.sendRequest(RegistrationRequest.type, { registrations }).catch(ignore);
    // The name of this member in the protocol is misspelled.
    const unregisterations = removed.map(([, registration]) => registration);
    if (removed.length > 0) this.connection.sendRequest(UnregistrationRequest.type, { unregisterations }).catch(ignore);
  }
}

// The general patterns report changes of files with some extensions, and the creation and deletion of all files, inside of the workspace. A client
// without relative patterns watches nothing outside of it.
function fileWatchers({ paths, folders }: UsedData, relativePatterns: boolean): FileSystemWatcher[] {
  return paths.flatMap((path): FileSystemWatcher[] => {
    if (!folders.some(folder => isInside(folder, path)))
      return relativePatterns ? [{ globPattern: relativePattern(path) }] : [];
    if (HAS_GENERAL_EXTENSION.test(path)) return [];
    const globPattern = relativePatterns ? relativePattern(path) : `**/${escapeGlob(basename(path))}`;
    return [{ globPattern, kind: WatchKind.Change }];
  });
}

const relativePattern = (path: string) => ({ baseUri: uriOf(dirname(path)), pattern: escapeGlob(basename(path)) });

// Inside brackets, a wildcard is a plain character.
const escapeGlob = (name: string): string => name.replace(/[*?{}[\]]/g, '[$&]');
