// Names and values in messages, which are not Markdown: see codeSpan in markdown.ts for text that is rendered.

/** Names or values in backticks: "`a`, `b`, `c`", with a conjunction "`a`, `b` or `c`". */
export function inBackticks(words: readonly string[], conjunction?: 'and' | 'or'): string {
  const quoted = words.map(word => `\`${word}\``);
  if (conjunction === undefined || quoted.length < 2) return quoted.join(', ');
  return `${quoted.slice(0, -1).join(', ')} ${conjunction} ${quoted.at(-1)}`;
}
