// Words that the documentation names as unsupported. The message is the compiler's own.

import { fix } from '../../text/diagnostic';
import { suggest } from '../../text/suggest';
import { wordStatus } from '../catalogue';
import type { Check } from '../check';
import { acceptedWords, isExtraWord } from '../types/values';

/** A word that the compiler is known to refuse. */
export const unsupportedWord: Check = {
  code: 'unsupported-word',
  severity: 'error',
  stage: 'meaning',
  summary: 'A word that the compiler is known to refuse.',
  example: 'model Net:\n    input 4\n    dense 8 elu\n',
  fix: 'Use another one.',
  *values({ block, words, options }) {
    for (const { list, word, span, written, swept } of words) {
      if (wordStatus(list, word) !== 'rejected' || isExtraWord(list, word, options)) continue;
      const where = block.name ? ` in ${block.keyword} '${block.name.text}'` : '';
      const instead = suggest(word, acceptedWords(list, options)) ?? acceptedWords(list, options)[0];
      const fixes =
        written && instead ? [fix(`Change to ${instead}`, span, swept ? `"${instead}"` : instead, false)] : [];
      yield { message: `Unsupported ${list} '${word}'${where}`, span, fixes };
    }
  },
};
