// Values by path, which are set and removed in time in proportion to the path, however many there are.
import type { JsonNode } from '../../../text/jsonText';

interface Branch {
  readonly value?: JsonNode;
  inner?: Map<string, Branch>;
}

/** Values by path: `model.dropout`. */
export class KeyTree {
  private readonly root: Branch = {};

  /** Sets the value of a path in place of what is there and below. */
  set(path: string, value: JsonNode): void {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at = this.root;
    for (const key of keys) {
      const next = at.inner?.get(key) ?? {};
      innerOf(at).set(key, next);
      at = next;
    }
    innerOf(at).set(last, { value });
  }

  /** Removes what is at a path and below. */
  remove(path: string): void {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at: Branch | undefined = this.root;
    for (const key of keys) at = at?.inner?.get(key);
    at?.inner?.delete(last);
  }

  /** All values by their path. */
  flat(): Map<string, JsonNode> {
    const found = new Map<string, JsonNode>();
    const open: [string, Branch][] = [['', this.root]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [path, { value, inner }] = next;
      if (value) found.set(path.slice(1), value);
      for (const [key, branch] of [...(inner ?? [])].reverse()) open.push([`${path}.${key}`, branch]);
    }
    return found;
  }
}

function innerOf(branch: Branch): Map<string, Branch> {
  branch.inner ??= new Map();
  return branch.inner;
}
