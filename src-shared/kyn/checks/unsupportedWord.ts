// Words that the documentation names as unsupported. The message is the compiler's own.
import { words } from '../catalogue';
import type { Check } from '../check';
import { wordUses } from '../wordUses';

/** A word that the compiler is known to refuse. */
export const unsupportedWord: Check = {
  code: 'unsupported-word',
  severity: 'error',
  stage: 'meaning',
  summary: 'A word that the compiler is known to refuse.',
  example: 'model Net:\n    input 4\n    dense 8 elu\n',
  cure: 'Use another one.',
  *block({ block, params, options }) {
    for (const { list, word, span } of wordUses(block, params)) {
      const rejected = words[list].some(w => w.name === word && w.status === 'rejected');
      if (!rejected || options.extraWords[list]?.includes(word)) continue;
      const where = block.name ? ` in ${block.keyword} '${block.name.text}'` : '';
      yield { message: `Unsupported ${list} '${word}'${where}`, span };
    }
  },
};
