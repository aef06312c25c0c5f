// Reports strings without a closing quote.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';
import type { Item } from '../syntax/ast';
import { closersAt, significantTokensBefore } from '../syntax/lineContext';

/** A string is not closed on its line. */
export const unclosedString: Check = {
  code: 'unclosed-string',
  severity: 'error',
  stage: 'syntax',
  summary: 'A string must end on the line where it starts.',
  example: 'dataset D:\n    target = "price\n',
  fix: 'Add the closing quote.',
  fault: ({ span, detail }, item) => {
    const written = closed(detail.slice(1).trimEnd(), item, span.start);
    const fixes = written === undefined ? [] : [fix('Close the string', span, written, false)];
    return { message: 'This string is not closed on its line; add a closing quote.', span, fixes };
  },
};

// Closes the brackets that were opened before the string; the unclosed string may have swallowed their closing signs.
function closed(inner: string, item: Item, start: number): string | undefined {
  if (/["#]/.test(inner) || significantTokensBefore(item, start).length === 0) return undefined;
  const closers = closersAt(item, start);
  return `"${inner.endsWith(closers) ? inner.slice(0, inner.length - closers.length) : inner}"${closers}`;
}
