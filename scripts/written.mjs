// What is done to a script after esbuild has written it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { minifySync } from 'rolldown/utils';

/**
 * Makes a script smaller once more. esbuild gives names by how often they are used in the whole file; names by the position in each function, which this
 * gives, are the same in many functions, and so a package is 4 % smaller.
 * @type {import('esbuild').Plugin}
 */
export const smaller = {
  name: 'smaller',
  setup: ({ initialOptions, onEnd }) =>
    onEnd(result => {
      const head = initialOptions.banner?.js ?? '';
      rewrite(initialOptions, result, (text, file) => {
        const body = minified(text.slice(head.length), file);
        return `${head}${head === '' ? '' : '\n'}${body}\n`;
      });
    }),
};

/** The same script in ASCII, which Node reads and compiles faster. esbuild leaves other characters in regular expressions and comments. */
export const ascii = text =>
  text.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * Changes the scripts that a build has written. A build that keeps them in memory is for measuring.
 * @param {import('esbuild').BuildOptions} options
 * @param {import('esbuild').BuildResult} result
 * @param {(text: string, file: string) => string} change
 */
function rewrite({ write, absWorkingDir = '' }, { errors, metafile }, change) {
  if (write === false || errors.length > 0) return;
  for (const name of Object.keys(metafile?.outputs ?? {}).filter(output => output.endsWith('.js'))) {
    const file = path.join(absWorkingDir, name);
    writeFileSync(file, change(readFileSync(file, 'utf8'), file));
  }
}

/** The same script with names by their position. `file` is named in an error. */
export function minified(text, file) {
  const { code, errors } = minifySync(file, text, {
    module: false,
    compress: { target: 'es2022' },
    mangle: { toplevel: true },
  });
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  return code;
}
