// Regular expressions that few texts need.

/** A regular expression that is made when it is first used: to make and read a long source takes longer than most texts need. */
export function lazyPattern(source: string | (() => string), flags: string): () => RegExp {
  let pattern: RegExp | undefined;
  return () => {
    pattern ??= new RegExp(typeof source === 'string' ? source : source(), flags);
    return pattern;
  };
}
