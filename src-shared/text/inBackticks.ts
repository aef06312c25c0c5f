// Names and values in messages, which are not Markdown: see codeSpan in markdown.ts for text that is rendered.

/** Names or values in backticks, e.g. "`a`, `b`". */
export const inBackticks = (words: readonly string[], separator = ', '): string =>
  words.map(word => `\`${word}\``).join(separator);
