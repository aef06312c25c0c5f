// The folder `.kynml` of a workspace: where it is, and its parts. It keeps what runs start with, so that they can be explained later, and what people wrote
// about them. It is copied and moved with the workspace. This tool deletes nothing in it but a file for progress that is still empty when its run has ended.
import type { Host, WriteResult } from '../../host/host';
import { join } from '../../host/paths';
import { repositoryOf } from '../../host/repositoryOf';

/** The name of the folder. Searches of a workspace leave it out. */
export const HISTORY_FOLDER = '.kynml';

/**
 * The parts of the folder. `runs`: manifests that a training overwrote; `records`: what each run started with and how it ended; `specs`: texts by
 * CONFIG_HASH; `events`: the progress of each run; `scripts`: changed scripts that a training replaced; `notes`: names, notes and tags of runs;
 * `baselines`: the baseline of each spec; `launches`: what was submitted to a target, and how far it is.
 */
export type HistoryPart = (typeof PARTS)[number];

const PARTS = ['runs', 'records', 'specs', 'events', 'scripts', 'notes', 'baselines', 'launches'] as const;

/** The access to files that the history needs. */
export type HistoryHost = Pick<
  Host,
  'readBytes' | 'readFolder' | 'stat' | 'linkTarget' | 'realPath' | 'writeAtomic' | 'sha256' | 'decodeUtf8'
>;

/** The workspace folder of a command: the nearest folder up to the top of the git work tree that has a history, otherwise that top, otherwise the folder. */
export function workspaceFolderOf(host: Pick<Host, 'stat' | 'linkTarget'>, folder: string): string {
  const top = repositoryOf(host, folder);
  if (top === undefined) return folder;
  for (let at = folder; at !== top; at = join(at, '..'))
    if (host.stat(join(at, HISTORY_FOLDER))?.kind === 'folder') return at;
  return top;
}

/** The result of writing a file of the history; `message` completes "The history is incomplete: ". */
export type HistoryWrite =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly message: string };

/** Writes files of the history of a workspace. */
export interface History {
  /** The workspace folder. */
  readonly workspace: string;
  /** Writes a file, unless `isExpected` refuses its current content. */
  write(
    part: HistoryPart,
    name: string,
    text: string,
    isExpected?: Parameters<Host['writeAtomic']>[2],
  ): Promise<HistoryWrite>;
  /** The first part of the folder that is a symbolic link, or the folder itself; nothing is written through it. */
  link(): string | undefined;
  /** The path of a file, whether or not it exists; undefined where the folder must not be used. */
  path(part: HistoryPart, name: string): string | undefined;
}

/** The history of a workspace folder. Nothing is created before the first file is written. */
export function historyOf(host: HistoryHost, workspace: string): History {
  const top = join(workspace, HISTORY_FOLDER);
  let prepared: Promise<WriteResult> | undefined;
  const pathOf = (part: HistoryPart, name: string): string => join(join(top, part), name);
  return {
    workspace,
    link: () => firstLink(host, [top, join(top, IGNORE), ...PARTS.map(part => join(top, part))]),
    path: (part, name) => (linkIn(host, top, part, name) === undefined ? pathOf(part, name) : undefined),
    async write(part, name, text, isExpected) {
      const link = linkIn(host, top, part, name);
      if (link !== undefined) return { ok: false, message: `${link} is a link, and links are not followed there` };
      prepared ??= prepare(host, top);
      const ready = await prepared;
      const path = pathOf(part, name);
      const written = ready.ok ? await host.writeAtomic(path, text, isExpected) : ready;
      return written.ok
        ? { ok: true, path }
        : { ok: false, message: `${path} could not be written (${written.message})` };
    },
  };
}

// A repository that was cloned may contain links that lead to files of the user.
const linkIn = (host: HistoryHost, top: string, part: HistoryPart, name: string): string | undefined =>
  firstLink(host, [top, join(top, part), join(join(top, part), name)]);

const firstLink = (host: HistoryHost, paths: readonly string[]): string | undefined =>
  paths.find(path => host.linkTarget(path) !== undefined);

const IGNORE = '.gitignore';

// Ignores the folder itself too, so that git never lists it.
async function prepare(host: HistoryHost, top: string): Promise<WriteResult> {
  const ignore = join(top, IGNORE);
  if (host.linkTarget(ignore) !== undefined) return { ok: false, message: 'its .gitignore is a link' };
  return host.stat(ignore) ? { ok: true } : host.writeAtomic(ignore, '*\n');
}

/** Whether a list of runs depends on a file of the history: all parts but the progress of trainings and the texts of specs. */
export const affectsRuns = (path: string): boolean => AFFECTS_RUNS.test(path);

const AFFECTS_RUNS = partPattern(['runs', 'records', 'notes', 'baselines'], '/[^/]+\\.json$');

/** A pattern of paths in some parts of the folder; `rest`: the pattern of what follows the name of the part. */
export function partPattern(parts: readonly HistoryPart[], rest: string): RegExp {
  return new RegExp(`/\\${HISTORY_FOLDER}/(?:${parts.join('|')})${rest}`);
}

/** A time as the beginning of a file name: sorts by time and is valid on every file system. */
export const timeName = (time: Date): string => time.toISOString().replaceAll(':', '-');
