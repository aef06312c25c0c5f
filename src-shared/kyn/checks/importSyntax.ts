// An import that names no file.
import { type Check, fix } from '../check';

/** An import names one file in double quotes. */
export const importSyntax: Check = {
  code: 'import-syntax',
  severity: 'error',
  stage: 'syntax',
  summary: 'An import names one file in double quotes.',
  example: 'import other.kyn\n',
  cure: 'Write `import "other.kyn"`.',
  fault: ({ span, detail }) => {
    const path = /^'?([^'"\s]+)'?$/.exec(detail)?.[1];
    const written = `"${path ?? 'other.kyn'}"`;
    return {
      message: `An import names a file in double quotes: import ${written}.`,
      span,
      fixes: path ? [fix(`Write ${written}`, span, written)] : [],
    };
  },
};
