// The example of a finding for people.

/** An example without its last line end. Invisible characters have a name, and long runs of brackets are shortened. */
export const shownExample = (example: string): string =>
  example
    .trimEnd()
    .replace('\ufeff', '⟨byte order mark⟩')
    .replaceAll('\t', '⟨tab⟩')
    .replace(/\[{10}\[*/, '[[[[…');
