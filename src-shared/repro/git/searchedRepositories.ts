// The repositories that are searched for a text, and what is said where that was not possible.
import type { Host } from '../../host/host';
import { repositoryLookup } from '../../host/repositoryOf';

/** The tops of the repositories that contain folders. */
export function repositoriesOf(host: Pick<Host, 'stat' | 'linkTarget'>, folders: readonly string[]): readonly string[] {
  const topOf = repositoryLookup(host);
  return [...new Set(folders.flatMap(folder => topOf(folder) ?? []))];
}

/** Why git was not searched completely, as a sentence. */
export const gitGap = (cause: string): string => `Git was not searched completely: ${cause}.`;
