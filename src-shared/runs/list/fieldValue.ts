// The value at a path such as `env.torch`.
import { type JsonNode, members } from '../../text/jsonText';

/** The value at a path of keys with dots between them; undefined where there is none. A key may contain dots, and the longest one counts first. */
export function fieldValue(root: JsonNode | undefined, path: string): JsonNode | undefined {
  const all = root?.kind === 'object' ? members(root) : undefined;
  if (!all) return undefined;
  const whole = all.get(path);
  if (whole) return whole.value;
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const found = fieldValue(all.get(path.slice(0, dot))?.value, path.slice(dot + 1));
    if (found) return found;
  }
  return undefined;
}
