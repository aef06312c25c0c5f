// Reports strings in single quotes.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

/** A string uses single quotes. */
export const singleQuotes: Check = {
  code: 'single-quotes',
  severity: 'error',
  stage: 'syntax',
  summary: 'Strings must use double quotes.',
  example: "dataset D:\n    target = 'price'\n",
  fix: 'Use double quotes.',
  fault: ({ span, detail }) => {
    const inner = detail.slice(1, -1);
    const written = `"${inner}"`;
    const fixes = inner.includes('"') ? [] : [fix('Use double quotes', span, written)];
    return { message: `Strings must use double quotes${fixes.length ? `: \`${written}\`` : ''}.`, span, fixes };
  },
};
