// Nouns in messages.

/** A noun with its article: `a lock`, `an experiment manifest`. */
export const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
