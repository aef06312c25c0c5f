// Whether the dataset that a report names is still what it was. A file is read only where it lies in a workspace folder: a report is somebody's text.
import type { Host } from '../../host/host';
import { dirname, isInside, join } from '../../host/paths';
import { staysInside } from '../../host/throughLink';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { codeSpan } from '../../text/markdown';
import { configProblem, evalConfigHash } from '../hash/evalFingerprint';
import { fileChecksum } from '../hash/fingerprint';

/** A report, where it lies, and the workspace folders. */
export interface ReportPlace {
  readonly root: JsonNode;
  readonly path: string;
  readonly folders: readonly string[];
}

/** A sentence on the dataset of a report, as Markdown; undefined where it names none. */
export function datasetText(host: Host, report: ReportPlace): string | undefined {
  const fingerprint = member(report.root, 'fingerprint');
  const named = member(fingerprint, 'dataset_path');
  if (named?.kind !== 'string' || named.secret || named.text === '') return undefined;
  const name = codeSpan(named.text);
  const path = pathInWorkspace(host, report, named.text);
  if (path === undefined)
    return `The dataset ${name} lies outside of the workspace folders, or is reached through a link, so it was not read.`;
  const now = fileChecksum(host, path);
  if (now === 'missing') return `The dataset ${name} is not there, or cannot be read.`;
  return judged(host, report, { name, recorded: named.text, now });
}

interface Dataset {
  readonly name: string;
  readonly recorded: string;
  readonly now: string;
}

function judged(host: Host, { root }: ReportPlace, { name, recorded, now }: Dataset): string {
  const fingerprint = member(root, 'fingerprint');
  const config = member(root, 'config');
  const then = [fingerprint, config].map(of => stringMember(of, 'dataset_checksum')).find(isChecksum);
  const of = 'of its first MiB';
  if (then === now) return `The dataset ${name} is as it was: the checksum ${of} is still \`${now}\`.`;
  if (then !== undefined)
    return `**The dataset ${name} changed**: the checksum ${of} was \`${then}\` and is \`${now}\`.`;
  const proven =
    config &&
    configProblem(config) === undefined &&
    evalConfigHash(config, { path: recorded, checksum: now }, host.sha256) === stringMember(fingerprint, 'config_hash');
  return proven
    ? `The dataset ${name} is as it was: with the checksum that it has now the config_hash comes out the same.`
    : `Whether the dataset ${name} is as it was cannot be told: its checksum went into config_hash and is not recorded beside it. Now it is \`${now}\` (${of}).`;
}

const isChecksum = (text: string | undefined): boolean => text !== undefined && /^[0-9a-f]{16}$/.test(text);

// A relative path counts from the workspace folder, where evaluations are started, else from the report's own folder.
function pathInWorkspace(host: Host, { path, folders }: ReportPlace, named: string): string | undefined {
  const own = folders.filter(folder => isInside(folder, path));
  const candidates = [...own, ...folders, dirname(path)].map(from => join(from, named));
  const inside = candidates.filter(file => staysInside(host, folders, file));
  return inside.find(file => host.stat(file)?.kind === 'file') ?? inside[0];
}
