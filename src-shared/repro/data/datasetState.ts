// Whether the dataset of a report changed. A file is read only inside a workspace folder, because a report may name any path.
import type { Host } from '../../host/host';
import { dirname, isInside } from '../../host/paths';
import { resolveWritten } from '../../host/resolveParents';
import { staysInside } from '../../host/staysInside';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { codeSpan } from '../../text/markdown';
import { configProblem, evalConfigHash } from '../hash/evalFingerprint';
import { fileChecksum } from '../hash/fingerprint';
import { pointerAt } from './pointerAt';

/** A report, its path, and the workspace folders. */
export interface ReportPlace {
  readonly root: JsonNode;
  readonly path: string;
  readonly folders: readonly string[];
}

/** The state of a dataset. `path`: the file that was read; `detail`: Markdown without emphasis. */
export interface DatasetState {
  readonly state: 'confirmed' | 'contradicted' | 'unknown';
  readonly detail: string;
  readonly path?: string;
}

/** The state of the dataset of a report as Markdown, with emphasis where it changed; undefined where the report does not name a dataset. */
export function datasetStateText(host: Host, report: ReportPlace): string | undefined {
  const found = datasetState(host, report);
  const lead = changedLead(namedDataset(report.root) ?? '');
  return found?.state === 'contradicted' ? `**${lead}**${found.detail.slice(lead.length)}` : found?.detail;
}

const changedLead = (named: string): string => `The dataset ${codeSpan(named)} changed`;

/** The state of the dataset of a report; undefined where the report does not name a dataset. */
export function datasetState(host: Host, report: ReportPlace): DatasetState | undefined {
  const named = namedDataset(report.root);
  if (named === undefined) return undefined;
  const name = codeSpan(named);
  const path = pathInWorkspace(host, report, named);
  const unknown = (detail: string): DatasetState => ({ state: 'unknown', detail, ...(path !== undefined && { path }) });
  if (path === undefined)
    return unknown(
      `The dataset ${name} is outside the workspace folders, or is reached through a symbolic link, so it was not read.`,
    );
  const pointer = pointerAt(host, path);
  if (pointer)
    return unknown(
      `It is not known whether the dataset ${name} changed: the file is a ${pointer.name} pointer and not the data. Run \`${pointer.fetch}\`.`,
    );
  const now = fileChecksum(host, path);
  if (now === 'missing') return unknown(`The dataset ${name} does not exist, or cannot be read.`);
  return { ...compared(host, report, { name, recorded: named, now }), path };
}

/** The dataset that a report records, with the checksum that is recorded, otherwise that of now; undefined where it is not known. */
export function recordedDataset(
  host: Host,
  report: ReportPlace,
): { readonly path: string; readonly checksum: string } | undefined {
  const named = namedDataset(report.root);
  const path = named === undefined ? undefined : pathInWorkspace(host, report, named);
  const checksum = recordedChecksum(report.root) ?? (path === undefined ? undefined : fileChecksum(host, path));
  return named === undefined || checksum === undefined ? undefined : { path: named, checksum };
}

function namedDataset(root: JsonNode): string | undefined {
  const named = member(member(root, 'fingerprint'), 'dataset_path');
  return named?.kind === 'string' && !named.secret && named.text !== '' ? named.text : undefined;
}

const recordedChecksum = (root: JsonNode): string | undefined =>
  ['fingerprint', 'config'].map(key => stringMember(member(root, key), 'dataset_checksum')).find(isChecksum);

interface Dataset {
  readonly name: string;
  readonly recorded: string;
  readonly now: string;
}

function compared(host: Host, { root }: ReportPlace, { name, recorded, now }: Dataset): DatasetState {
  const config = member(root, 'config');
  const then = recordedChecksum(root);
  const of = 'of its first MiB';
  // The rest of the file is not part of the checksum, so nothing is known about it.
  const unchanged = `The first MiB of the dataset ${name} is unchanged`;
  if (then === now) return { state: 'confirmed', detail: `${unchanged}: its checksum is still \`${now}\`.` };
  if (then !== undefined)
    return {
      state: 'contradicted',
      detail: `${changedLead(recorded)}: the checksum ${of} was \`${then}\` and is now \`${now}\`.`,
    };
  const isProven =
    config &&
    configProblem(config) === undefined &&
    evalConfigHash(config, { path: recorded, checksum: now }, host.sha256) ===
      stringMember(member(root, 'fingerprint'), 'config_hash');
  return isProven
    ? { state: 'confirmed', detail: `${unchanged}: its checksum gives the same \`config_hash\`.` }
    : {
        state: 'unknown',
        detail: `It is not known whether the dataset ${name} changed: its checksum is part of \`config_hash\` and is not recorded separately. The current checksum is \`${now}\` (${of}).`,
      };
}

const isChecksum = (text: string | undefined): boolean => text !== undefined && /^[0-9a-f]{16}$/.test(text);

// A relative path is resolved in the workspace folder, where evaluations are started, otherwise in the folder of the report.
function pathInWorkspace(host: Host, { path, folders }: ReportPlace, named: string): string | undefined {
  const enclosing = folders.filter(folder => isInside(folder, path));
  const candidates = [...enclosing, ...folders, dirname(path)].map(from => resolveWritten(host, from, named));
  const inside = candidates.filter(file => staysInside(host, folders, file));
  return inside.find(file => host.stat(file)?.kind === 'file') ?? inside[0];
}
