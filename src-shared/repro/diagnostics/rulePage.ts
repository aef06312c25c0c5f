// The documentation of a finding as Markdown.
import type { Rule } from './rules';
import { shownExample } from './shownExample';

/** A page or a section of one. `heading`: the characters before its title. */
export const rulePage = ({ code, severity, summary, fix, example }: Rule, heading = '#'): string =>
  [
    `${heading} ${code}`,
    `*${severity}* · ${summary}`,
    ...(example === undefined ? [] : [`\`\`\`\n${shownExample(example)}\n\`\`\``]),
    `**Fix.** ${fix}`,
  ].join('\n\n');
