// Imported files that do not parse: the compiler would refuse the spec because of them.
import { shift } from '../../text/span';
import type { Check } from '../check';

/** An imported file has syntax errors. */
export const importBroken: Check = {
  code: 'import-broken',
  severity: 'error',
  stage: 'composition',
  summary: 'An imported file has syntax errors, so this spec does not compile either.',
  example: 'import "broken.kyn"\n',
  cure: 'Open the imported file and mend what is reported there.',
  *file({ composition }) {
    for (const { tree, label, via } of composition.files) {
      const faults = tree.items.reduce(
        (n, { item }) => n + item.faults.filter(f => f.code !== 'byte-order-mark').length,
        0,
      );
      if (faults > 0)
        yield {
          message: `${label} has ${faults === 1 ? 'a syntax error' : `${faults} syntax errors`}; open it to see and mend them.`,
          span: shift(via.item.path?.span ?? via.item.keyword.span, via.at),
        };
    }
  },
};
