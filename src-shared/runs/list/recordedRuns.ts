// What the history of a workspace kept about runs, for a list of many: when each ended, and the path of its spec.
import { join, joinWritten } from '../../host/paths';
import { type HistoryHost, historyOf } from '../../repro/history/historyFolder';
import { type JsonNode, member, parseJson, stringMember } from '../../text/jsonText';

/** A file that a spec imported when it was trained. The path is absolute. */
export interface RecordedImport {
  readonly path: string;
  readonly configHash: string;
}

/** A run that ended. `time`: milliseconds since 1970. */
export interface RecordedEnd {
  readonly time: number;
  readonly imports: readonly RecordedImport[];
}

/** The kept records. `ends`: by the SHA-256 of the manifest that the run wrote; `specs`: absolute paths by CONFIG_HASH. The newest record counts. */
export interface RecordedRuns {
  readonly ends: ReadonlyMap<string, RecordedEnd>;
  readonly specs: ReadonlyMap<string, string>;
}

const MAX_RECORD = 4 * 1024 * 1024;

/** Reads the records of workspace folders; what is not a record, or is behind a link, is left out. */
export function recordedRuns(host: HistoryHost, workspaces: readonly string[]): RecordedRuns {
  const [ends, specs] = [new Map<string, RecordedEnd>(), new Map<string, string>()];
  for (const workspace of workspaces) {
    for (const root of recordsIn(host, workspace)) {
      const [ended, spec] = [member(root, 'ended'), member(root, 'spec')];
      const [manifest, time] = [stringMember(ended, 'manifest'), Date.parse(stringMember(ended, 'time') ?? '')];
      const [hash, path] = [stringMember(spec, 'config_hash'), stringMember(spec, 'path')];
      if (manifest !== undefined && !Number.isNaN(time))
        ends.set(manifest, { time, imports: importsIn(root, workspace) });
      if (hash !== undefined && path !== undefined) specs.set(hash, joinWritten(workspace, path));
    }
  }
  return { ends, specs };
}

// The oldest first: names start with the time.
function* recordsIn(host: HistoryHost, workspace: string): Generator<JsonNode, void> {
  const folder = historyOf(host, workspace).path('records', '.');
  const listed = folder === undefined ? undefined : host.readFolder(folder);
  const names = listed?.ok ? listed.entries.flatMap(({ name, kind }) => (kind === 'file' ? [name] : [])) : [];
  for (const name of names.sort()) {
    const read = host.readBytes(join(folder ?? '', name), MAX_RECORD);
    const root = parseJson((read.ok ? host.decodeUtf8(read.bytes) : undefined) ?? '').value;
    if (root) yield root;
  }
}

function importsIn(root: JsonNode, workspace: string): RecordedImport[] {
  const imports = member(root, 'imports');
  if (imports?.kind !== 'array') return [];
  return imports.items.flatMap(item => {
    const [configHash, path] = [stringMember(item, 'config_hash'), stringMember(item, 'path')];
    return configHash === undefined || path === undefined ? [] : [{ configHash, path: joinWritten(workspace, path) }];
  });
}
