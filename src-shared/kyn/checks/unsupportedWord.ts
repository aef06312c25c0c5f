// Reports words that the documentation lists as unsupported. The message is the compiler's.
import { fix } from '../../text/diagnostic';
import { textOrLength } from '../../text/shortText';
import { suggest } from '../../text/suggest';
import { wordStatus } from '../catalogue';
import type { Check } from '../check';
import { acceptedWords, isExtraWord } from '../types/values';

// Each word of a block has its name in the message.
const MAX_NAME = 100;

/** The compiler rejects this word. */
export const unsupportedWord: Check = {
  code: 'unsupported-word',
  severity: 'error',
  stage: 'meaning',
  summary: 'A word that the compiler is known to reject.',
  example: 'model Net:\n    input 4\n    dense 8 elu\n',
  fix: 'Use a different word.',
  *values({ block, words, options }) {
    for (const { list, word, span, written, swept } of words) {
      if (wordStatus(list, word) !== 'rejected' || isExtraWord(list, word, options)) continue;
      const where = block.name ? ` in ${block.keyword} '${textOrLength(block.name.text, MAX_NAME)}'` : '';
      const instead = suggest(word, acceptedWords(list, options)) ?? acceptedWords(list, options)[0];
      const replacement = instead && swept ? `"${instead}"` : instead;
      const fixes = written && replacement ? [fix(`Change to \`${replacement}\``, span, replacement, false)] : [];
      yield { message: `Unsupported ${list} '${word}'${where}`, span, fixes };
    }
  },
};
