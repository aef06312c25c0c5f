// The settings of a Sacred run. Values of Python are objects with keys such as `py/tuple`; nothing is made from them.
import type { JsonNode } from '../../../text/jsonText';
import { jsonString } from '../../../text/makeJson';
import type { Leaves } from '../trackedRun';
import { leavesOf, MAX_LEAVES } from '../values/leaves';

/** The settings. `isCut`: there are more than are read. */
export interface SacredSettings {
  readonly leaves: Leaves;
  readonly isCut: boolean;
}

const COMMAND = 'command';

/** The settings; the command is one of them. */
export function configOf(config: JsonNode, command: string | undefined): SacredSettings {
  const leaves = leavesOf(config);
  const name = leaves.has(COMMAND) ? `sacred.${COMMAND}` : COMMAND;
  const found = new Map<string, JsonNode>(command === undefined ? [] : [[name, jsonString(command)]]);
  for (const [path, node] of leaves) {
    const [, outer = '', key = ''] = /^(.*)\.([^.]*)$/s.exec(path) ?? [];
    const isNumpy = leaves.has(`${outer}.dtype`) && leaves.has(`${outer}.py/object`);
    if (key === 'py/tuple') found.set(outer, node);
    else if (isNumpy && key === 'value') found.set(outer, node);
    else if (!isNumpy || (key !== 'dtype' && key !== 'py/object')) found.set(path, node);
  }
  return { leaves: found, isCut: leaves.size >= MAX_LEAVES };
}
