// What is reported about symbolic links that were not followed.

import { counted } from '../../../../src-shared/kyn/hover/text';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import type { FollowedLinks } from './followLinks';

const MAX_NAMES = 3;

/** Messages about links that were not followed. Those of specs make the result incomplete; of others it is not known whether they matter. */
export function linkMessages(
  { outside, broken }: Pick<FollowedLinks, 'outside' | 'broken'>,
  label: (path: string) => string,
): { readonly incomplete: string[]; readonly notes: string[] } {
  const specs = outside.filter(isSpecPath);
  const others = outside.filter(link => !isSpecPath(link));
  return {
    incomplete: [
      ...messages(specs, label, OUTSIDE),
      ...messages(broken, label, 'the target of this link does not exist.'),
    ],
    notes: messages(others, label, OUTSIDE),
  };
}

const OUTSIDE = 'this link leads out of the working folder and its repository. Name the link to include its target.';

function messages(links: readonly string[], label: (path: string) => string, reason: string): string[] {
  const texts = links.slice(0, MAX_NAMES).map(link => `${label(link)} was left out: ${reason}`);
  const more = links.length - texts.length;
  return more === 0
    ? texts
    : [...texts, `${counted(more, 'more link')} ${more === 1 ? 'was' : 'were'} left out for the same reason.`];
}
