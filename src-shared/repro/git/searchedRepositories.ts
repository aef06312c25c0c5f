// The repositories that are searched for a text, and what is said where that was not possible.
import type { Host } from '../../host/host';
import { repositoryOf } from '../../host/repositoryOf';

/** The tops of the repositories that contain folders. */
export const repositoriesOf = (
  host: Pick<Host, 'stat' | 'linkTarget'>,
  folders: readonly string[],
): readonly string[] => [...new Set(folders.flatMap(folder => repositoryOf(host, folder) ?? []))];

/** Why git was not searched completely, as a sentence. */
export const gitGap = (cause: string): string => `Git was not searched completely: ${cause}.`;
