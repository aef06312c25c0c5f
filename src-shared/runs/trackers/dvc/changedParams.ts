// Whether the params files of a project still have the values that ran.
import type { JsonNode } from '../../../text/jsonText';
import type { Place } from '../place';
import { leavesOf } from '../values/leaves';
import { sameValue } from '../values/sameValue';
import type { LockStage } from './lock';

/** The settings whose value is another one now, and the files that are missing or cannot be read. */
export function changedParams(
  place: Place,
  stages: readonly LockStage[],
): { readonly changed: readonly string[]; readonly unread: readonly string[] } {
  const [changed, unread] = [new Set<string>(), new Set<string>()];
  for (const [file, values] of stages.flatMap(({ params }) => params)) {
    const root = paramsOf(place, file);
    if (root) for (const path of differing(values, root)) changed.add(path);
    else unread.add(file);
  }
  return { changed: [...changed], unread: [...unread] };
}

const paramsOf = (place: Place, file: string): JsonNode | undefined =>
  file.endsWith('.json') ? place.json(file) : /\.ya?ml$/.test(file) ? place.yaml(file) : undefined;

function differing(recorded: JsonNode, current: JsonNode): string[] {
  const now = leavesOf(current);
  return [...leavesOf(recorded)].flatMap(([path, value]) => {
    const found = now.get(path);
    return found && sameValue(found, value) !== 'differs' ? [] : [path];
  });
}
