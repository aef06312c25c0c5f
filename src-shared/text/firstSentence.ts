// The first sentence of a documentation text, where there is room for only one.

/** The text up to the first full stop that a space or the end of the text follows; the whole text if there is none. */
export const firstSentence = (text: string): string => /^.*?[.](?= |$)/.exec(text)?.[0] ?? text;
