// Versions of Python packages as PEP 440 writes them: epochs, `v` prefix, pre-, post- and dev-releases, local parts, blanks around.

/** The numbers of a version that matter to a comparison, as digits without leading zeros: there may be more than a number holds. */
export interface Release {
  /** Epoch and first number, e.g. `0!2`. */
  readonly major: string;
  readonly minor: string;
}

// Each part stands at most once, so that no text takes long to refuse.
const PEP_440 = new RegExp(
  [
    /^v?(?:(\d+)!)?(\d+)(?:\.(\d+))?(?:\.\d+)*/,
    /(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?\d*)?/,
    /(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?/,
    /(?:[-_.]?dev[-_.]?\d*)?/,
    /(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?$/,
  ]
    .map(part => part.source)
    .join(''),
  'i',
);

/** The release of a version; undefined when the text is no version. */
export function releaseOf(version: string): Release | undefined {
  const parts = PEP_440.exec(version.trim());
  return parts ? { major: `${plain(parts[1])}!${plain(parts[2])}`, minor: plain(parts[3]) } : undefined;
}

const plain = (digits = '0'): string => digits.replace(/^0+(?=\d)/, '');
