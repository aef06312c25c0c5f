// An import that names no file.
import { fix } from '../../text/diagnostic';
import type { Check } from '../check';

/** An import names one file in double quotes. */
export const importSyntax: Check = {
  code: 'import-syntax',
  severity: 'error',
  stage: 'syntax',
  summary: 'An import names one file in double quotes.',
  example: 'import other.kyn\n',
  fix: 'Write `import "other.kyn"`.',
  fault: ({ span, detail }) => {
    const path = pathIn(detail);
    const written = `"${path ?? 'other.kyn'}"`;
    return {
      message: `An import names a file in double quotes: import ${written}.`,
      span,
      fixes: path ? [fix(`Write ${written}`, span, detail.startsWith(':') ? ` ${written}` : written)] : [],
    };
  },
};

// The path as it was meant: without quotes, in single ones, with one that is not closed, or behind a colon.
function pathIn(detail: string): string | undefined {
  const [, quote, path = ''] = /^:?[ \t]*(['"]?)([^'"#]*)['"]?$/.exec(detail) ?? [];
  return path === '' || /[=:$()[\],]/.test(path) || (!quote && /\s/.test(path)) ? undefined : path.trim();
}
