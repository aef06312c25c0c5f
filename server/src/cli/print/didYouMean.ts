// Words and lists in messages.

/** Names in backticks: `a`, `b` or `c`. */
export function quotedList(names: readonly string[], conjunction: 'and' | 'or'): string {
  const quoted = names.map(name => `\`${name}\``);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${conjunction} ${last}`;
}

/** " Did you mean `x`?", or the alternative without a suggestion. */
export const didYouMean = (suggestion: string | undefined, alternative = ''): string =>
  suggestion === undefined ? alternative : ` Did you mean \`${suggestion}\`?`;

/** A noun with its article: `a lock`, `an experiment manifest`. */
export const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
