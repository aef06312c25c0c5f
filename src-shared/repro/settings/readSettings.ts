// Reads `.kynml.json`. It comes from whoever wrote the project, so its size is limited and a link that leads out of the project is not followed.
import { readArtifact } from '../../artifacts/read';
import type { Host } from '../../host/host';
import { leadsOut } from '../../host/leadsOut';
import { dirname } from '../../host/paths';
import { decodeText, reasonText } from '../../host/readText';
import { artifactFindings } from '../diagnostics/findings';
import { readSharedSettings, type SharedSettings } from './sharedSettings';
import { type SlurmResources, slurmResources } from './slurmResources';

const MAX_BYTES = 64 * 1024;

/** The settings of a file with what runs request from Slurm, which only `kyn` uses; or the end of a sentence that states why none of them is used: `cannot be read: it is a folder`. */
export type SettingsResult =
  | { readonly ok: true; readonly settings: SharedSettings; readonly slurm: SlurmResources }
  | { readonly ok: false; readonly problem: string };

/** Reads a settings file. If it has an error, none of its settings is used, because part of them may mean something else. */
export function readSettings(host: Host, path: string): SettingsResult {
  if (leadsOut(host, [dirname(path)], path))
    return { ok: false, problem: 'is a link that leads out of its folder and repository' };
  const read = host.readBytes(path, MAX_BYTES);
  if (!read.ok && read.reason === 'too-large') return { ok: false, problem: 'is larger than 64 KiB' };
  const content = read.ok ? decodeText(host, read.bytes) : read;
  if (!content.ok) return { ok: false, problem: `cannot be read: ${reasonText(content.reason)}` };
  const artifact = readArtifact(path, content.text);
  const isFaulty = !artifact || artifactFindings(artifact, undefined).some(d => d.severity === 'error');
  if (isFaulty) return { ok: false, problem: 'has errors' };
  const section = JSON.parse(content.text);
  return { ok: true, settings: readSharedSettings(section), slurm: slurmResources(section?.targets?.slurm) };
}
