// Paths of a command for specs -> the specs. Folders are searched for specs; named files count whatever their name is.
import type { CliContext } from '../command';
import { placesText } from '../readInput';
import { isFolder, type Target, targetOf } from '../target';

/** The specs of a command line. `notes` and `incomplete` have messages about folders of which more or fewer specs than wanted were found. */
export interface SpecList {
  readonly targets: readonly Target[];
  readonly notes: readonly string[];
  readonly incomplete: readonly string[];
}

/** The specs of the paths of a command, in their order. */
export async function findSpecs(context: Pick<CliContext, 'host' | 'io' | 'files'>): Promise<SpecList> {
  const named = context.files.map(given => targetOf(context, given));
  if (!named.some(target => isFolder(context.host, target))) return { targets: named, notes: [], incomplete: [] };
  // Loaded on demand, because most commands name files.
  const { findTargets } = await import('./findTargets');
  const { targets, notes, incomplete } = await findTargets(context, ['spec']);
  return targets.length > 0 || notes.length > 0 || incomplete.length > 0
    ? { targets, notes, incomplete }
    : { targets, incomplete, notes: [`No specs were found in ${placesText(context.files)}.`] };
}
