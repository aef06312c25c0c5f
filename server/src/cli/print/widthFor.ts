// The width of texts in columns of a terminal.

/** A function that measures these texts. Loading the library takes longer than a whole check, so it is loaded only for characters outside of ASCII. */
export async function widthFor(texts: readonly string[]): Promise<(text: string) => number> {
  return texts.every(text => /^[ -~]*$/.test(text)) ? text => text.length : (await import('./textWidth')).textWidth;
}
