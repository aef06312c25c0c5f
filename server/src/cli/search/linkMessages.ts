// What is reported about symbolic links that were not followed.

import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { counted } from '../../../../src-shared/text/numberText';
import type { FollowedLinks } from './followLinks';

const MAX_NAMES = 3;

/**
 * Messages about links that were not followed. Those with the name of a spec, a lock or another artifact make the result incomplete; of others it is not
 * known whether they matter.
 */
export async function linkMessages(
  { outside, broken }: Pick<FollowedLinks, 'outside' | 'broken'>,
  label: (path: string) => string,
): Promise<{ readonly incomplete: string[]; readonly notes: string[] }> {
  const isWanted = await nameTest(outside);
  const wanted = outside.filter(isWanted);
  const others = outside.filter(link => !isWanted(link));
  return {
    incomplete: [
      ...messages(wanted, label, OUTSIDE),
      ...messages(broken, label, 'the target of this link does not exist.'),
    ],
    notes: messages(others, label, OUTSIDE),
  };
}

// The code for artifacts is loaded only when there are links other than specs.
async function nameTest(links: readonly string[]): Promise<(link: string) => boolean> {
  if (links.every(isSpecPath)) return () => true;
  const { kindOfName } = await import('../../../../src-shared/artifacts/detect');
  return link => isSpecPath(link) || kindOfName(link) !== undefined;
}

const OUTSIDE = 'this link leads out of the working folder and its repository. Name the link to include its target.';

function messages(links: readonly string[], label: (path: string) => string, reason: string): string[] {
  const texts = links.slice(0, MAX_NAMES).map(link => `${label(link)} was left out: ${reason}`);
  const more = links.length - texts.length;
  return more === 0
    ? texts
    : [...texts, `${counted(more, 'more link')} ${more === 1 ? 'was' : 'were'} left out for the same reason.`];
}
