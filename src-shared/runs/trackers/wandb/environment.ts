// The environment of a W&B run. Names of users and computers are not read.
import { stringMember } from '../../../text/jsonText';
import type { Place } from '../place';
import { packagesOf } from '../values/requirements';
import type { WandbLog } from './readLog';
import { PACKAGES, type WandbFiles } from './wandbFiles';

/** Versions by name. Packages only where their file can be read. */
export function environmentOf(
  place: Place,
  { metadata, unread }: WandbFiles,
  log: WandbLog | undefined,
): Map<string, string | undefined> {
  const found = packagesOf(unread.includes(PACKAGES) ? '' : (place.text(PACKAGES) ?? ''));
  const python = stringMember(metadata, 'python') ?? log?.python;
  const values = {
    python: python?.replace(/^CPython /, ''),
    os: stringMember(metadata, 'os') ?? log?.os,
    gpu: stringMember(metadata, 'gpu'),
    cuda: stringMember(metadata, 'cudaVersion') ?? stringMember(metadata, 'cuda'),
  };
  for (const [name, value] of Object.entries(values)) if (value) found.set(name, value);
  return found;
}
