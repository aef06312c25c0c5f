// Finds what the history of a workspace kept about a run: its spec, imports, data and the values of --param.
import { basename, dirname, join, joinWritten } from '../../host/paths';
import { isHash, shortHash } from '../../text/hashForm';
import { type JsonNode, member, members, parseJson, stringMember } from '../../text/jsonText';
import { type HistoryHost, historyOf } from '../history/historyFolder';

/** A text that a run was made from. */
export interface RecordedText {
  readonly configHash: string;
  /** Absolute. */
  readonly path: string;
}

/** A kept record. Paths are absolute. */
export interface RunRecord {
  /** The name that the files of the run share. */
  readonly name: string;
  /** The file of the record. */
  readonly file: string;
  readonly command: 'train' | 'sweep';
  /** SHA-256 of the manifest that the run wrote, or of the results of a sweep; undefined where it wrote none. */
  readonly manifest: string | undefined;
  readonly spec: RecordedText;
  readonly imports: readonly RecordedText[];
  readonly overrides: readonly (readonly [name: string, text: string])[];
  readonly folder: string;
  /** When the run started, as recorded. */
  readonly started: string | undefined;
  /** When it ended, in milliseconds since 1970; undefined where no end was recorded. */
  readonly ended: number | undefined;
  readonly data: string | undefined;
}

/** The records about a run. `ofRun`: the one of this very run; `ofSpec`: the newest one of the same spec. */
export interface RunRecords {
  readonly ofRun: RunRecord | undefined;
  readonly ofSpec: RunRecord | undefined;
}

// A history only grows, and a record is small.
const MAX_RECORDS = 20_000;
const MAX_RECORD = 4 * 1024 * 1024;

/** The manifest of a run: its absolute path, and the SHA-256 of its bytes. */
export interface ManifestOfRun {
  readonly path: string;
  readonly manifest: string;
  readonly configHash: string;
}

/** Searches the records of a workspace. */
export function findRecords(
  host: HistoryHost,
  workspace: string,
  { path, manifest, configHash }: ManifestOfRun,
): RunRecords {
  const ofSpec = [...readRecords(host, workspace)].filter(record => record.spec.configHash === configHash);
  const same = ofSpec.filter(record => record.manifest === manifest);
  return { ofRun: recordOfRun(same, path), ofSpec: ofSpec[0] };
}

/**
 * Of the records of runs that wrote the content of a manifest, newest first, the one of the run at a path. A run that is repeated may write the same bytes,
 * so the run that wrote into this folder counts. For a manifest that was moved, the newest one: undefined where not all of them had the same inputs.
 */
export function recordOfRun(same: readonly RunRecord[], path: string): RunRecord | undefined {
  const folder = dirname(path);
  const [first] = same;
  const own = same.find(record => record.folder === folder);
  return own ?? (same.every(record => first && inputsOf(record) === inputsOf(first)) ? first : undefined);
}

const inputsOf = ({ spec, imports, overrides, data }: RunRecord): string =>
  JSON.stringify([spec, imports, overrides, data]);

/** Reads the records of a workspace one by one, newest first; none behind a link. */
export function* readRecords(host: HistoryHost, workspace: string): Generator<RunRecord, void> {
  for (const path of recordPaths(host, workspace)) {
    const record = readRecord(host, path, workspace);
    if (record) yield record;
  }
}

/** The paths of the records of a workspace, newest first; none behind a link. */
export function recordPaths(host: HistoryHost, workspace: string): string[] {
  const folder = historyOf(host, workspace).path('records', '.');
  const listed = folder === undefined ? undefined : host.readFolder(folder);
  if (folder === undefined || !listed) return [];
  const names = listed.ok ? listed.entries.flatMap(e => (e.kind === 'file' ? [e.name] : [])) : [];
  return names
    .sort()
    .reverse()
    .slice(0, MAX_RECORDS)
    .map(name => join(folder, name));
}

/** Reads a record of a workspace; undefined for a file that is not one. */
export function readRecord(host: HistoryHost, path: string, workspace: string): RunRecord | undefined {
  const read = host.readBytes(path, MAX_RECORD);
  const text = read.ok ? host.decodeUtf8(read.bytes) : undefined;
  return text === undefined ? undefined : recordIn(text, { file: path, workspace });
}

/** The newest record of a run of the spec with a CONFIG_HASH. Reads only the files whose names have that hash. */
export function newestRecord(host: HistoryHost, workspace: string, hash: string): RunRecord | undefined {
  const folder = historyOf(host, workspace).path('records', '.');
  const names = folder === undefined ? undefined : host.readFolder(folder);
  if (folder === undefined || !names) return undefined;
  const isOfHash = (name: string): boolean => name.endsWith(`-${shortHash(hash)}.json`);
  const found = names.ok ? names.entries.flatMap(e => (e.kind === 'file' && isOfHash(e.name) ? [e.name] : [])) : [];
  for (const name of found.sort().reverse()) {
    const record = readRecord(host, join(folder, name), workspace);
    if (record?.spec.configHash === hash) return record;
  }
  return undefined;
}

// Undefined for a text that is not a record.
function recordIn(
  text: string,
  { file, workspace }: { readonly file: string; readonly workspace: string },
): RunRecord | undefined {
  const root = parseJson(text).value;
  const spec = recordedText(member(root, 'spec'), workspace);
  const imports = member(root, 'imports');
  const overrides = member(root, 'overrides');
  const folder = stringMember(root, 'folder');
  if (!spec || imports?.kind !== 'array' || overrides?.kind !== 'object' || folder === undefined) return undefined;
  const texts = imports.items.map(item => recordedText(item, workspace));
  const values = [...members(overrides)].map(([name, { value }]) =>
    value.kind === 'string' ? ([name, value.text] as const) : undefined,
  );
  if (texts.includes(undefined) || values.includes(undefined)) return undefined;
  const data = stringMember(root, 'data');
  const end = member(root, 'ended');
  const ended = Date.parse(stringMember(end, 'time') ?? '');
  return {
    name: basename(file).replace(/\.json$/, ''),
    file,
    command: stringMember(root, 'command') === 'sweep' ? 'sweep' : 'train',
    manifest: stringMember(end, 'manifest'),
    spec,
    imports: texts.flatMap(t => t ?? []),
    overrides: values.flatMap(v => (v ? [v] : [])),
    folder: joinWritten(workspace, folder),
    started: stringMember(root, 'started'),
    ended: Number.isNaN(ended) ? undefined : ended,
    data: data === undefined ? undefined : joinWritten(workspace, data),
  };
}

function recordedText(node: JsonNode | undefined, workspace: string): RecordedText | undefined {
  const [hash, path] = [stringMember(node, 'config_hash'), stringMember(node, 'path')];
  return hash !== undefined && isHash(hash) && path !== undefined
    ? { configHash: hash, path: joinWritten(workspace, path) }
    : undefined;
}
