// Suggestions in messages.

/** " Did you mean `x`?", or the alternative without a suggestion. */
export const didYouMean = (suggestion: string | undefined, alternative = ''): string =>
  suggestion === undefined ? alternative : ` Did you mean \`${suggestion}\`?`;
