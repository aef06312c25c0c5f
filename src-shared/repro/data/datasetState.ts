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

/** The state of the dataset of a report, as Markdown; undefined where the report does not name a dataset. */
export function datasetStateText(host: Host, report: ReportPlace): string | undefined {
  const fingerprint = member(report.root, 'fingerprint');
  const named = member(fingerprint, 'dataset_path');
  if (named?.kind !== 'string' || named.secret || named.text === '') return undefined;
  const name = codeSpan(named.text);
  const path = pathInWorkspace(host, report, named.text);
  if (path === undefined)
    return `The dataset ${name} is outside the workspace folders, or is reached through a symbolic link, so it was not read.`;
  const pointer = pointerAt(host, path);
  if (pointer)
    return `It is not known whether the dataset ${name} changed: the file is a ${pointer.name} pointer and not the data. Run \`${pointer.fetch}\`.`;
  const now = fileChecksum(host, path);
  if (now === 'missing') return `The dataset ${name} does not exist, or cannot be read.`;
  return comparedText(host, report, { name, recorded: named.text, now });
}

interface Dataset {
  readonly name: string;
  readonly recorded: string;
  readonly now: string;
}

function comparedText(host: Host, { root }: ReportPlace, { name, recorded, now }: Dataset): string {
  const fingerprint = member(root, 'fingerprint');
  const config = member(root, 'config');
  const then = [fingerprint, config].map(of => stringMember(of, 'dataset_checksum')).find(isChecksum);
  const of = 'of its first MiB';
  // The rest of the file is not part of the checksum, so nothing is known about it.
  const unchanged = `The first MiB of the dataset ${name} is unchanged`;
  if (then === now) return `${unchanged}: its checksum is still \`${now}\`.`;
  if (then !== undefined)
    return `**The dataset ${name} changed**: the checksum ${of} was \`${then}\` and is now \`${now}\`.`;
  const proven =
    config &&
    configProblem(config) === undefined &&
    evalConfigHash(config, { path: recorded, checksum: now }, host.sha256) === stringMember(fingerprint, 'config_hash');
  return proven
    ? `${unchanged}: its checksum gives the same \`config_hash\`.`
    : `It is not known whether the dataset ${name} changed: its checksum is part of \`config_hash\` and is not recorded separately. The current checksum is \`${now}\` (${of}).`;
}

const isChecksum = (text: string | undefined): boolean => text !== undefined && /^[0-9a-f]{16}$/.test(text);

// A relative path is resolved in the workspace folder, where evaluations are started, otherwise in the folder of the report.
function pathInWorkspace(host: Host, { path, folders }: ReportPlace, named: string): string | undefined {
  const enclosing = folders.filter(folder => isInside(folder, path));
  const candidates = [...enclosing, ...folders, dirname(path)].map(from => resolveWritten(host, from, named));
  const inside = candidates.filter(file => staysInside(host, folders, file));
  return inside.find(file => host.stat(file)?.kind === 'file') ?? inside[0];
}
