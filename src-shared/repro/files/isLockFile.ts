// Whether a file is a lock of KynML by its content. Such a lock, or a spec, shows that a workspace uses KynML.
import { type Artifact, readArtifact } from '../../artifacts/read';
import type { Host } from '../../host/host';
import { readArtifactText } from './readArtifactText';

/** Whether a file can be read and is recognised as a lock. Files whose name does not end in `.lock` are not read. */
export function isLockFile(host: Host, path: string): boolean {
  if (!path.endsWith('.lock')) return false;
  const read = readArtifactText(host, path);
  const artifact = read.ok ? readArtifact(path, read.text) : undefined;
  return artifact !== undefined && isLockArtifact(artifact);
}

/** Whether an artifact was recognised as a lock by more than its name. */
export const isLockArtifact = ({ kind, detectedBy }: Artifact): boolean =>
  kind.id === 'kynml-lock' && detectedBy !== 'name';
