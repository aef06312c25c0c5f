// Why a file in the place of a script must not simply be overwritten.
import type { Host } from '../../../../src-shared/host/host';
import { isAbsent } from '../../../../src-shared/host/linkFailure';
import { reasonText, type TextResult } from '../../../../src-shared/host/readText';
import { scriptState } from '../../../../src-shared/repro/training/scriptChecksum';

/**
 * The obstacle; `reason`: a clause after the name of the file. `foreign`: the file is not a generated script. `changed`: it is one, but it is not as it was
 * generated, or that is not known, so changes would be lost.
 */
export interface ScriptObstacle {
  readonly kind: 'foreign' | 'changed';
  readonly reason: string;
}

/** The obstacle of a file with a content; undefined where it does not exist, is empty or is a script as it was generated. */
export async function scriptObstacle(
  host: Pick<Host, 'sha256'>,
  path: string,
  old: TextResult,
): Promise<ScriptObstacle | undefined> {
  if (!old.ok) return isAbsent(old.reason) ? undefined : foreign(`cannot be read: ${reasonText(old.reason)}`);
  if (old.text === '') return undefined;
  // Loaded on demand, because the rules of artifacts take time to load.
  const { readArtifact } = await import('../../../../src-shared/artifacts/read');
  const artifact = readArtifact(path, old.text);
  if (artifact?.kind.id !== 'kynml-script' || !artifact.root) return foreign('exists and is not a generated script');
  const reason = CHANGED[scriptState(old.text, host.sha256)];
  return reason === undefined ? undefined : { kind: 'changed', reason };
}

const foreign = (reason: string): ScriptObstacle => ({ kind: 'foreign', reason });

const CHANGED = {
  generated: undefined,
  changed: 'was changed since it was generated',
  unknown: 'has no checksum, so it may have been changed since it was generated',
} as const;
