// A character that no spec holds outside of strings and comments.
import type { Check } from '../check';

// Invisible characters are named by their code, so that one can search for them.
function named(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character.startsWith('$')) return 'A $ without a name';
  if (code > 32 && code < 127) return character;
  return `The character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A character stands here that means nothing in KynML. */
export const unexpectedCharacter: Check = {
  code: 'unexpected-character',
  severity: 'error',
  stage: 'syntax',
  summary: 'A character stands here that means nothing in KynML.',
  example: 'train:\n    epochs = 3;\n',
  cure: 'Remove it, or put the text in double quotes.',
  fault: ({ span, detail }) => ({
    message: `${named(detail)} means nothing here; remove it, or put the text in double quotes.`,
    span,
  }),
};
