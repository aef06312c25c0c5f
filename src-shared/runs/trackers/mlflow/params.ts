// The params of a run: a file for each.
import { jsonString } from '../../../text/makeJson';
import { anyConflicts } from '../../../text/mergeConflicts';
import { namesText } from '../compare/identityResult';
import type { Place } from '../place';
import type { TrackedRun } from '../trackedRun';
import { leavesOfTexts } from '../values/leaves';
import { namedFiles } from './namedFiles';

/** The settings, and the names of the params that were not read. */
export interface ReadParams {
  readonly read: Pick<TrackedRun, 'config' | 'configGap'>;
  readonly unread: readonly string[];
}

const FOLDER = 'params';

/** Reads the params. One whose file cannot be read as text, or has a merge conflict, is unknown and not empty. */
export function paramsOf(place: Place): ReadParams {
  const { names, special, isCut } = namedFiles(place, FOLDER);
  const texts = names.map(name => [name, textOf(place, name)] as const);
  const config = texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, jsonString(text)] as const]));
  const unread = [...texts.flatMap(([name, text]) => (text === undefined ? [name] : [])), ...special];
  const gaps = [
    ...(isCut ? ['It has more params than are read.'] : []),
    ...(unread.length > 0 ? [`Params that cannot be read: ${namesText(unread.map(name => name || 'all'))}.`] : []),
  ];
  return {
    read: {
      config: config.length === 0 ? undefined : leavesOfTexts(config),
      ...(gaps.length > 0 && { configGap: gaps.join(' ') }),
    },
    unread,
  };
}

function textOf(place: Place, name: string): string | undefined {
  const text = place.text(`${FOLDER}/${name}`);
  return text !== undefined && anyConflicts(text).length > 0 ? undefined : text;
}
