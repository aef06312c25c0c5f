// Versions of Python packages as PEP 440 writes them: epochs, `v` prefix, pre-, post- and dev-releases, local parts, blanks around.

/** The parts of a version. Numbers are digits without leading zeros, because they may exceed the range of a number. */
export interface Version {
  /** 0 if it is absent. */
  readonly epoch: string;
  /** The numbers of the release, without zeros at the end; the first one as `Version(...).major` of Python's packaging. */
  readonly release: readonly string[];
  /** Pre-, post- and dev-release: `rc1`, `post2.dev3`; empty for a final release. */
  readonly stage: string;
  /** The local part, `cu121`; empty if it is absent. */
  readonly local: string;
}

// Each part occurs at most once, so that the match takes linear time. The bounds are far above those of any package.
const PEP_440 = new RegExp(
  [
    /^v?(?:(\d+)!)?(\d+(?:\.\d+){0,1001})/,
    /(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*))?/,
    /(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?/,
    /(?:[-_.]?(dev)[-_.]?(\d*))?/,
    /(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+){0,1000}))?$/,
  ]
    .map(part => part.source)
    .join(''),
  'i',
);

/** The parts of a version; undefined if the text is not a version. */
export function versionOf(text: string): Version | undefined {
  const parts = PEP_440.exec(stripped(text));
  if (!parts) return undefined;
  const [, epoch, release = '', pre, preNumber, implicitPost, post, postNumber, dev, devNumber, local = ''] = parts;
  const isPost = post !== undefined || implicitPost !== undefined;
  const stages = [
    pre === undefined ? '' : `${PRE[pre.toLowerCase()] ?? pre.toLowerCase()}${plain(preNumber)}`,
    isPost ? `post${plain(implicitPost ?? postNumber)}` : '',
    dev === undefined ? '' : `dev${plain(devNumber)}`,
  ];
  return {
    epoch: plain(epoch),
    release: withoutZeros(release.split('.').map(plain)),
    stage: stages.filter(stage => stage !== '').join('.'),
    local: local
      .toLowerCase()
      .split(/[-_.]/)
      .map(part => (/^\d+$/.test(part) ? plain(part) : part))
      .join('.'),
  };
}

const PRE: Readonly<Record<string, string>> = { alpha: 'a', beta: 'b', c: 'rc', pre: 'rc', preview: 'rc' };

function withoutZeros(numbers: readonly string[]): readonly string[] {
  let length = numbers.length;
  while (length > 1 && numbers[length - 1] === '0') length--;
  return numbers.slice(0, length);
}

/** The first part in which two versions differ; `none`: they are the same version, however they are written. */
export function versionDifference(
  a: Version,
  b: Version,
): 'epoch' | 'major' | 'minor' | 'micro' | 'stage' | 'local' | 'none' {
  const at = (version: Version, i: number): string => version.release[i] ?? '0';
  if (a.epoch !== b.epoch) return 'epoch';
  if (at(a, 0) !== at(b, 0)) return 'major';
  if (at(a, 1) !== at(b, 1)) return 'minor';
  if (a.release.join('.') !== b.release.join('.')) return 'micro';
  if (a.stage !== b.stage) return 'stage';
  return a.local === b.local ? 'none' : 'local';
}

// The characters that Python treats as whitespace; the set differs from JavaScript's by U+FEFF, the separators U+001C to U+001F, and U+0085.
const BLANK = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

function stripped(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && BLANK.test(text[start] ?? '')) start++;
  while (end > start && BLANK.test(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

// Absent digits count as 0.
const plain = (digits = ''): string => digits.replace(/^0+(?=\d)/, '') || '0';
