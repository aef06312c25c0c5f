// Reports imports without a file name in double quotes.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

/** An import does not name a file in double quotes. */
export const importSyntax: Check = {
  code: 'import-syntax',
  severity: 'error',
  stage: 'syntax',
  summary: 'An import must name one file in double quotes.',
  example: 'import other.kyn\n',
  fix: 'Write `import "other.kyn"`.',
  fault: ({ span, detail }) => {
    const path = pathIn(detail);
    const written = `"${path ?? 'other.kyn'}"`;
    return {
      message: `An import must name a file in double quotes: \`import ${written}\`.`,
      span,
      fixes: path ? [fix(`Write \`${written}\``, span, detail.startsWith(':') ? ` ${written}` : written)] : [],
    };
  },
};

// The intended path: without quotes, in single quotes, with an unclosed quote, or after a colon.
function pathIn(detail: string): string | undefined {
  const [, quote, path = ''] = /^:?[ \t]*(['"]?)([^'"#]*)['"]?$/.exec(detail) ?? [];
  return path === '' || /[=:$()[\],]/.test(path) || (!quote && /\s/.test(path)) ? undefined : path.trim();
}
