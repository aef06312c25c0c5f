// Words that are not quite valid names -> the likely intended name.

// Cyrillic letters that look like Latin ones.
const LOOKALIKES: Readonly<Record<string, string>> = {
  '\u0430': 'a',
  '\u0435': 'e',
  '\u043e': 'o',
  '\u0440': 'p',
  '\u0441': 'c',
  '\u0443': 'y',
  '\u0445': 'x',
  '\u0456': 'i',
  '\u0455': 's',
  '\u0458': 'j',
};

/** `hidden-size` -> `hidden_size`, `\u00e9pochs` -> `epochs`; undefined if no similar name is valid. */
export function plainName(word: string): string | undefined {
  const plain = word
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[\u0400-\u04ff]/g, letter => LOOKALIKES[letter] ?? letter)
    .replace(/[-./ \t]+/g, '_');
  return /^[A-Za-z_]\w*$/.test(plain) ? plain : undefined;
}
