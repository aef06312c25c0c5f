// What a client is asked to watch: general patterns, and single files that these do not cover (data with any name, links, files in folders that an editor
// may not watch, and files outside of the workspace).
import type { Connection, FileSystemWatcher } from 'vscode-languageserver';
import { basename, dirname, isInside, relativeTo } from '../../../../src-shared/host/paths';
import { isSkipped } from '../../../../src-shared/repro/files/findFiles';
import { SPEC_GLOB } from '../../../../src-shared/text/specEnding';
import { uriOf } from '../base/convert';
import {
  DidChangeWatchedFilesNotification,
  RegistrationRequest,
  UnregistrationRequest,
  WatchKind,
} from '../base/languageServer';
import { soon } from '../base/pause';
import type { Capabilities } from './clientCapabilities';

/**
 * KynML's files, data, and git's list of tracked files. A folder that is moved or deleted causes one event only, and no pattern matches only folders, so
 * creations and deletions are watched for all files. Those of KynML's files are not registered twice, because a client would report them twice.
 */
const GENERAL = [
  { globPattern: `**/${SPEC_GLOB}`, kind: WatchKind.Change },
  { globPattern: '**/*.{json,jsonl,lock,csv,dlm}', kind: WatchKind.Change },
  // Of runs of other trackers: what is written when a run ends, or is all there is of it. Others may write a file at each step.
  { globPattern: '**/{meta,params,dvc}.yaml', kind: WatchKind.Change },
  { globPattern: '**/*.{wandb,tsv}', kind: WatchKind.Change },
  // Of a model of MLflow, which is written more than once.
  { globPattern: '**/{MLmodel,requirements.txt}', kind: WatchKind.Change },
  { globPattern: '**/.git/index' },
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];
const HAS_GENERAL_EXTENSION = /\.(?:[kK][yY][nN]|json|jsonl|lock|csv|dlm)$/;

/** A client compares each event with each pattern. Other files are compared with the disk when a request needs them. */
const MAX_FILES = 500;

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
    private readonly folders: () => readonly string[],
    /** The absolute paths of the files that are used, the most important first. */
    private readonly usedFiles: () => readonly string[],
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

  /** Whether the general patterns cover every change of a path. */
  covers(path: string): boolean {
    return this.capabilities().watchFiles && isCovered(path, this.folders());
  }

  /** The files that are used may have changed. Calls of one turn of the event loop are combined. */
  scheduleUpdate(): void {
    if (!this.isScheduled && this.capabilities().watchFiles) soon(() => this.update());
    this.isScheduled = true;
  }

  private update(): void {
    this.isScheduled = false;
    const paths = [...this.paths, ...this.usedFiles()];
    const all = fileWatchers(paths, this.folders(), this.capabilities().relativePatterns);
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
function fileWatchers(
  paths: readonly string[],
  folders: readonly string[],
  relativePatterns: boolean,
): FileSystemWatcher[] {
  return paths.flatMap((path): FileSystemWatcher[] => {
    if (isUnwatched(path, folders)) return relativePatterns ? [{ globPattern: relativePattern(path) }] : [];
    if (HAS_GENERAL_EXTENSION.test(path)) return [];
    const globPattern = relativePatterns ? relativePattern(path) : `**/${escapeGlob(basename(path))}`;
    return [{ globPattern, kind: WatchKind.Change }];
  });
}

const isCovered = (path: string, folders: readonly string[]): boolean =>
  HAS_GENERAL_EXTENSION.test(path) && !isUnwatched(path, folders);

// An editor leaves out folders of installed packages (in VS Code, `files.watcherExclude`), but not a single file that it is asked to watch.
function isUnwatched(path: string, folders: readonly string[]): boolean {
  const around = folders.filter(folder => isInside(folder, path));
  return around.length === 0 || around.every(folder => isSkipped(relativeTo(folder, path)));
}

const relativePattern = (path: string) => ({ baseUri: uriOf(dirname(path)), pattern: escapeGlob(basename(path)) });

// Inside brackets, a wildcard is a plain character.
const escapeGlob = (name: string): string => name.replace(/[*?{}[\]]/g, '[$&]');
