// Versions of Python packages as PEP 440 writes them: epochs, `v` prefix, pre-, post- and dev-releases, local parts, blanks around.

/** The numbers of a version that matter to a comparison, as digits without leading zeros, because they may exceed the range of a number. */
export interface Release {
  /** 0 if it is absent. */
  readonly epoch: string;
  /** The first number, as `Version(...).major` of Python's packaging. */
  readonly major: string;
  readonly minor: string;
}

// Each part occurs at most once, so that the match takes linear time. The bounds are far above those of any package.
const PEP_440 = new RegExp(
  [
    /^v?(?:(\d+)!)?(\d+)(?:\.(\d+))?(?:\.\d+){0,1000}/,
    /(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?\d*)?/,
    /(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?/,
    /(?:[-_.]?dev[-_.]?\d*)?/,
    /(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+){0,1000})?$/,
  ]
    .map(part => part.source)
    .join(''),
  'i',
);

/** The release of a version; undefined if the text is not a version. */
export function releaseOf(version: string): Release | undefined {
  const parts = PEP_440.exec(stripped(version));
  return parts ? { epoch: plain(parts[1]), major: plain(parts[2]), minor: plain(parts[3]) } : undefined;
}

// The characters that Python treats as whitespace; the set differs from JavaScript's by U+FEFF, the separators U+001C to U+001F, and U+0085.
const BLANK = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

function stripped(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && BLANK.test(text[start] ?? '')) start++;
  while (end > start && BLANK.test(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

const plain = (digits = '0'): string => digits.replace(/^0+(?=\d)/, '');
