// A word that the built-in compiler does not support.
import { defineFinding } from '../../../text/defineFinding';
import { textOrLength } from '../../../text/shortText';

// Many layers may use one param.
const MAX_WORD = 1000;

/** A layer, activation, loss, optimizer, scheduler, metric, device, precision or format is not one of the built-in compiler. */
export const builtinWord = defineFinding<{ readonly what: string; readonly word: string }>({
  code: 'builtin-word',
  severity: 'info',
  group: 'specs',
  summary:
    'The built-in compiler does not support a word, for example one that `.kynml.json` or the setting `kynml.catalog.extra` adds; the official compiler may. `kyn compile` and `kyn train` report it as an error.',
  example: 'model Net:\n    input 4\n    conv2d 8 relu\n',
  fix: 'Use a word of the language page, or train with the official compiler.',
  message: ({ what, word }) =>
    `The built-in compiler does not support the ${what} \`${textOrLength(word, MAX_WORD)}\`; the official one may.`,
});
