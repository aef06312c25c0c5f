// The size of a text in a file.

/** How many bytes a text has as UTF-8. A half of a surrogate pair counts as the 3 bytes of its replacement. */
export function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return length;
}
