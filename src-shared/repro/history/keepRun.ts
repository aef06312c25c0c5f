// What a run starts with and how it ends, kept in the history of its workspace. No failure of the history stops a training: the first one is a warning.
import { isAbsent } from '../../host/linkFailure';
import { isInside, join, relativeTo } from '../../host/paths';
import { reasonText } from '../../host/readText';
import { isHash, shortHash } from '../../text/hashForm';
import type { JsonNode } from '../../text/jsonText';
import { type JsonEntries, jsonList, jsonNull, jsonNumber, jsonObject, jsonString } from '../../text/makeJson';
import { printJson } from '../../text/printJson';
import { configHash } from '../hash/configHash';
import { type History, type HistoryHost, type HistoryWrite, timeName } from './historyFolder';
import { manifestWatch } from './manifestWatch';

/** A text that a run was made from. */
export interface KeptText {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** What a run starts with. Paths are absolute; `time`: when it started. */
export interface RunStart {
  readonly command: 'train' | 'sweep';
  readonly time: Date;
  /** A random name of hex digits, because two runs may start in the same millisecond. */
  readonly id: string;
  /** The working folder of the run. */
  readonly folder: string;
  readonly spec: KeptText;
  readonly imports: readonly KeptText[];
  /** The data file, where it is known. */
  readonly data?: string;
  /** Values of `--param` as written, by name. */
  readonly overrides: readonly (readonly [name: string, text: string])[];
  /** What trains: `kyn 0.1.0`, or the program of the official tool. */
  readonly tool: string;
  /** What a target added to the run: arguments and resources, which are not part of the spec. */
  readonly target?: readonly string[];
}

/** A kept start: call `end` when the run has ended. Both have the first failure as `warning`. */
export interface KeptRun {
  readonly warning?: string;
  /** The name of the record without its ending, which the files of the run share. */
  readonly name: string;
  end(result: { readonly time: Date; readonly exitCode: number }): Promise<string | undefined>;
}

/** The name of the files of a run. It begins with its time, and ends with the short hash of its spec. */
export const runName = ({ time, id, spec }: Pick<RunStart, 'time' | 'id' | 'spec'>, host: HistoryHost): string =>
  `${timeName(time)}-${id}-${shortHash(configHash(spec.text, host.sha256))}`;

/** Keeps what a run starts with: its texts, the manifest that it will overwrite, and a record. */
export async function keepRun(host: HistoryHost, history: History, start: RunStart): Promise<KeptRun> {
  const { spec, imports, folder } = start;
  // The runs of a sweep have folders of their own.
  const manifest = start.command === 'train' ? join(folder, MANIFEST) : undefined;
  const texts = new Set([spec, ...imports].map(({ text }) => text));
  const keeping = manifest === undefined ? undefined : keepManifest(host, history, manifest);
  // At the same time, because the run waits until each is safely on the disk.
  const writes = await Promise.all([...texts].map(text => keepText(host, history, text)));
  const kept = await keeping;
  if (kept) writes.push(kept);
  const result = join(folder, start.command === 'train' ? MANIFEST : RESULTS);
  const isWritten = manifestWatch(host, result);
  const name = runName(start, host);
  const entries = startEntries(host, history, start, kept?.ok ? relativeTo(history.workspace, kept.path) : null);
  writes.push(await history.write('records', `${name}.json`, recordText(entries, jsonNull)));
  const failed = writes.find(w => !w.ok);
  return {
    name,
    ...(failed && !failed.ok && { warning: failed.message }),
    async end({ time, exitCode }) {
      if (failed) return undefined;
      const ended = jsonObject([
        ['exit_code', jsonNumber(String(exitCode))],
        ['manifest', jsonString(isWritten() ? hashAt(host, result) : null)],
        ['time', jsonString(time.toISOString())],
      ]);
      const written = await history.write('records', `${name}.json`, recordText(entries, ended));
      return written.ok ? undefined : written.message;
    },
  };
}

/** The manifest in the folder of a run. */
export const MANIFEST = 'run_manifest.json';

/** The name of the results in the folder of a sweep. */
export const RESULTS = 'sweep_results.json';

/** A larger file is not kept, in bytes: this folder only grows. */
const MAX_FILE = 16 * 1024 * 1024;

function hashAt(host: HistoryHost, path: string): string | null {
  const read = host.readBytes(path, MAX_FILE);
  return read.ok ? host.sha256(read.bytes) : null;
}

async function keepText(host: HistoryHost, history: History, text: string): Promise<HistoryWrite> {
  const name = configHash(text, host.sha256);
  const path = history.path('specs', name);
  // A text that was changed since it was kept is replaced: its name is its hash.
  if (path !== undefined && textWithHash(host, path, name) !== undefined) return { ok: true, path };
  return history.write('specs', name, text);
}

function textWithHash(host: HistoryHost, path: string, hash: string): string | undefined {
  const read = host.readBytes(path);
  const text = read.ok ? host.decodeUtf8(read.bytes) : undefined;
  return text !== undefined && configHash(text, host.sha256) === hash ? text : undefined;
}

/** Keeps a manifest; undefined where it does not exist. */
export const keepManifest = (host: HistoryHost, history: History, path: string): Promise<HistoryWrite | undefined> =>
  keepFile(host, history, { path, part: 'runs', ending: '.json' });

/** Keeps a script; undefined where it does not exist. */
export const keepScript = (host: HistoryHost, history: History, path: string): Promise<HistoryWrite | undefined> =>
  keepFile(host, history, { path, part: 'scripts', ending: '.py' });

// The file is named after its time and content, so that it is not kept twice.
async function keepFile(
  host: HistoryHost,
  history: History,
  { path, part, ending }: { readonly path: string; readonly part: 'runs' | 'scripts'; readonly ending: string },
): Promise<HistoryWrite | undefined> {
  const stat = host.stat(path);
  const read = host.readBytes(path, MAX_FILE);
  if (!read.ok)
    return isAbsent(read.reason)
      ? undefined
      : { ok: false, message: `${path} was not kept (${reasonText(read.reason)})` };
  const text = host.decodeUtf8(read.bytes);
  if (text === undefined) return { ok: false, message: `${path} was not kept (it is not UTF-8 text)` };
  const name = `${timeName(new Date(stat?.modified ?? 0))}-${shortHash(host.sha256(read.bytes))}${ending}`;
  const target = history.path(part, name);
  if (target !== undefined && host.stat(target)?.kind === 'file') return { ok: true, path: target };
  return history.write(part, name, text);
}

function startEntries(
  host: HistoryHost,
  { workspace }: History,
  start: RunStart,
  keptManifest: string | null,
): JsonEntries {
  // Relative paths stay true when the workspace is copied.
  const path = (absolute: string): JsonNode =>
    jsonString(isInside(workspace, absolute) ? relativeTo(workspace, absolute) : absolute);
  const text = (kept: KeptText): JsonNode =>
    jsonObject([
      ['config_hash', jsonString(configHash(kept.text, host.sha256))],
      ['path', path(kept.path)],
    ]);
  return [
    ['command', jsonString(start.command)],
    ['data', start.data === undefined ? jsonNull : path(start.data)],
    ['folder', path(start.folder)],
    ['imports', jsonList(start.imports.map(text))],
    ['kept_manifest', jsonString(keptManifest)],
    ['overrides', jsonObject(start.overrides.map(([key, value]) => [key, jsonString(value)]))],
    ['spec', text(start.spec)],
    ['started', jsonString(start.time.toISOString())],
    ...(start.target ? [['target', jsonList(start.target.map(jsonString))] as const] : []),
    ['tool', jsonString(start.tool)],
    ['version', jsonNumber('1')],
  ];
}

const recordText = (entries: JsonEntries, ended: JsonNode): string =>
  `${printJson(jsonObject([...entries, ['ended', ended]]))}\n`;

/** Reads a text that a run kept, by its CONFIG_HASH; undefined where none was kept or the kept text has another hash. */
export function keptText(host: HistoryHost, history: History, hash: string): string | undefined {
  const path = isHash(hash) ? history.path('specs', hash) : undefined;
  return path === undefined ? undefined : textWithHash(host, path, hash);
}
