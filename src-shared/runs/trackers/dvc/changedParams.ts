// Whether the params files of a project still have the values that ran.
import { type JsonNode, member, members } from '../../../text/jsonText';
import type { Place } from '../place';
import { leavesOf } from '../values/leaves';
import { type Sameness, sameValue } from '../values/sameValue';
import type { LockStage } from './lock';
import { commandText, inFolder, type Pipeline } from './pipeline';

/** The settings and commands whose value is another one now, and the files that are missing or cannot be read. */
export function changedParams(
  place: Place,
  stages: readonly LockStage[],
  { cmdOf }: Pick<Pipeline, 'cmdOf'>,
): { readonly changed: readonly string[]; readonly unread: readonly string[] } {
  const [changed, unread] = [new Set<string>(), new Set<string>()];
  for (const { name, folder, cmd, params } of stages) {
    for (const [written, values] of params) {
      const file = inFolder(folder, written);
      const root = paramsOf(place, file);
      if (root) for (const path of differing(values, root)) changed.add(path);
      else unread.add(file);
    }
    const now = cmdOf(name);
    if (cmd && now && commandText(cmd).trim() !== commandText(now).trim()) changed.add(`cmd.${name}`);
  }
  return { changed: [...changed], unread: [...unread] };
}

const paramsOf = (place: Place, file: string): JsonNode | undefined =>
  file.endsWith('.json') ? place.json(file) : /\.ya?ml$/.test(file) ? place.yaml(file) : undefined;

// DVC records a param that is an object with all that is in it, so a new key in it is a change.
function differing(recorded: JsonNode, current: JsonNode): string[] {
  const [then, now] = [leavesOf(recorded), leavesOf(current)];
  const added = [...members(recorded)].flatMap(([key, { value }]) => {
    const inner = value.kind === 'object' ? member(current, key) : undefined;
    const paths = inner?.kind === 'object' ? [...leavesOf(inner).keys()].map(path => `${key}.${path}`) : [];
    return paths.filter(path => !then.has(path));
  });
  const other = [...then].flatMap(([path, value]) => {
    const found = now.get(path);
    return found && UNCHANGED.has(sameValue(found, value)) ? [] : [path];
  });
  return [...other, ...added];
}

const UNCHANGED: ReadonlySet<Sameness> = new Set(['same', 'written-differently']);
