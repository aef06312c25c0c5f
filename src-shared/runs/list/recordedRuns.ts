// What the history of a workspace kept about runs, for a list of many: when each ended, and the path of its spec.
import type { Host } from '../../host/host';
import { join, joinWritten } from '../../host/paths';
import { HISTORY_FOLDER } from '../../repro/history/historyFolder';
import { member, parseJson, stringMember } from '../../text/jsonText';

/** The kept records. `ends`: by the SHA-256 of the manifest that the run wrote, in milliseconds since 1970; `specs`: absolute paths by CONFIG_HASH. */
export interface RecordedRuns {
  readonly ends: ReadonlyMap<string, number>;
  readonly specs: ReadonlyMap<string, string>;
}

const MAX_RECORD = 4 * 1024 * 1024;

/** Reads the records of a workspace folder; what is not a record is left out. */
export function recordedRuns(
  host: Pick<Host, 'readFolder' | 'readBytes' | 'decodeUtf8'>,
  workspace: string,
): RecordedRuns {
  const folder = join(join(workspace, HISTORY_FOLDER), 'records');
  const listed = host.readFolder(folder);
  const [ends, specs] = [new Map<string, number>(), new Map<string, string>()];
  for (const { name, kind } of listed.ok ? listed.entries : []) {
    const read = kind === 'file' ? host.readBytes(join(folder, name), MAX_RECORD) : undefined;
    const root = parseJson((read?.ok ? host.decodeUtf8(read.bytes) : undefined) ?? '').value;
    const [ended, spec] = [member(root, 'ended'), member(root, 'spec')];
    const [manifest, time] = [stringMember(ended, 'manifest'), Date.parse(stringMember(ended, 'time') ?? '')];
    if (manifest !== undefined && !Number.isNaN(time)) ends.set(manifest, time);
    const [hash, path] = [stringMember(spec, 'config_hash'), stringMember(spec, 'path')];
    if (hash !== undefined && path !== undefined) specs.set(hash, joinWritten(workspace, path));
  }
  return { ends, specs };
}
