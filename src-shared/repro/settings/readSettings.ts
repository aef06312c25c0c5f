// Reads `.kynml.json`. It comes from whoever wrote the project, so its size is limited and a link that leads out of the project is not followed.
import { readArtifact } from '../../artifacts/read';
import type { Host } from '../../host/host';
import { leadsOut } from '../../host/leadsOut';
import { basename, dirname } from '../../host/paths';
import { decodeText, reasonText } from '../../host/readText';
import type { Diagnostic } from '../../text/diagnostic';
import type { Span } from '../../text/span';
import { artifactFindings } from '../diagnostics/findings';
import { settingsNotUsed } from '../findings/settingsNotUsed';
import { SETTINGS_FILE } from './findSettings';
import { readSharedSettings, type SharedSettings } from './sharedSettings';
import { type SlurmResources, slurmResources } from './slurmResources';

const MAX_BYTES = 64 * 1024;

/** The settings of a file with what runs request from Slurm, which only `kyn` uses; or the end of a sentence that states why none of them is used: `cannot be read: it is a folder`. */
export type SettingsResult =
  | { readonly ok: true; readonly settings: SharedSettings; readonly slurm: SlurmResources }
  | { readonly ok: false; readonly problem: string };

type FileHost = Pick<Host, 'stat' | 'linkTarget' | 'realPath'>;

// Why a file is not read, as the end of a sentence.
function refusal(host: FileHost, path: string): string | undefined {
  if (leadsOut(host, [dirname(path)], path)) return 'is a link that leads out of its folder and repository';
  return (host.stat(path)?.size ?? 0) > MAX_BYTES ? 'is larger than 64 KiB' : undefined;
}

/** The finding of a settings file that is not read; `at`: where it is shown. None for other files, and for one with errors, which are findings themselves. */
export function refusedSettings(host: FileHost, path: string, at: Span): Diagnostic[] {
  const problem = basename(path) === SETTINGS_FILE ? refusal(host, path) : undefined;
  return problem === undefined ? [] : [settingsNotUsed.report({ problem }, at)];
}

/** Reads a settings file. If it has an error, none of its settings is used, because part of them may mean something else. */
export function readSettings(host: Host, path: string): SettingsResult {
  const problem = refusal(host, path);
  if (problem !== undefined) return { ok: false, problem };
  const read = host.readBytes(path, MAX_BYTES);
  const content = read.ok ? decodeText(host, read.bytes) : read;
  if (!content.ok) return { ok: false, problem: `cannot be read: ${reasonText(content.reason)}` };
  const artifact = readArtifact(path, content.text);
  const isFaulty = !artifact || artifactFindings(artifact, undefined).some(d => d.severity === 'error');
  if (isFaulty) return { ok: false, problem: 'has errors' };
  const section = JSON.parse(content.text);
  return { ok: true, settings: readSharedSettings(section), slurm: slurmResources(section?.targets?.slurm) };
}
