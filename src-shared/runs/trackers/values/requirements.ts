// The packages of a requirements.txt, in any order.

const PINNED = /^([A-Za-z0-9][\w.-]{0,200})(?:\[[^\]]{0,200}\])?\s*==\s*([^\s;#]{1,200})/;
const NAMED = /^([A-Za-z0-9][\w.-]{0,200})(?:\[[^\]]{0,200}\])?\s*(?:$|@|[<>~!;#])/;

/** Versions by name, as PyPI compares names. Undefined for a package without an exact version, such as one that was installed from a file. */
export function packagesOf(text: string): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const line of text.split(/\r?\n/)) {
    const pinned = PINNED.exec(line);
    const name = pinned?.[1] ?? NAMED.exec(line)?.[1];
    if (name !== undefined) found.set(packageName(name), pinned?.[2]);
  }
  return found;
}

/** A name as PyPI compares it. */
export const packageName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');
