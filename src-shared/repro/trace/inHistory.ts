// The text of a CONFIG_HASH that runs kept in the history of a workspace.

import type { Host } from '../../host/host';
import { join } from '../../host/paths';
import { shortHash } from '../../text/hashForm';
import { HISTORY_FOLDER, historyOf } from '../history/historyFolder';
import { keptText } from '../history/keepRun';
import type { SpecSearch } from '../reproduce/findSpec';
import { newestRecord } from '../reproduce/runRecord';
import type { KeptMatch } from './specMatch';

/** The kept matches, and what was not searched, as sentences. */
export interface KeptSearch {
  readonly matches: readonly KeptMatch[];
  readonly gaps: readonly string[];
}

/** Where to search; `folders` may be empty. */
type HistorySearch = Pick<SpecSearch, 'host' | 'label'> & { readonly folders: readonly string[] };

/** The kept texts with a CONFIG_HASH. */
export function keptMatches(search: HistorySearch, hash: string): KeptSearch {
  const found = [...new Set(search.folders)].map(folder => keptIn(search, folder, hash));
  return { matches: found.flatMap(one => one.matches), gaps: found.flatMap(one => one.gaps) };
}

function keptIn({ host, label }: HistorySearch, folder: string, hash: string): KeptSearch {
  const history = historyOf(host, folder);
  const path = history.path('specs', hash);
  if (path === undefined) {
    const name = label(join(folder, HISTORY_FOLDER));
    return { matches: [], gaps: [`${name} was not searched, because links in it are not followed.`] };
  }
  if (keptText(host, history, hash) !== undefined)
    return { matches: [matchAt(host, folder, { hash, path })], gaps: [] };
  const isChanged = host.stat(path) !== undefined;
  const changed = `${label(path)} is not the text with CONFIG_HASH ${shortHash(hash)} anymore.`;
  return { matches: [], gaps: isChanged ? [changed] : [] };
}

function matchAt(
  host: Host,
  folder: string,
  { hash, path }: { readonly hash: string; readonly path: string },
): KeptMatch {
  const record = newestRecord(host, folder, hash);
  return {
    place: 'kept',
    path,
    ...(record && { spec: record.spec.path }),
    ...(record?.started !== undefined && { date: record.started }),
  };
}
