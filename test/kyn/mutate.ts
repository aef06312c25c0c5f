// Mutations of texts for property tests, with a seeded random generator.

/** Random numbers in [0, 1) from a seed (mulberry32); the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A source of random choices. */
export class Chance {
  constructor(private readonly random: () => number) {}

  /** A whole number from 0 up to but not `end`. */
  below(end: number): number {
    return Math.floor(this.random() * end);
  }

  /** One of a list. */
  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

// Valid and invalid characters of a spec.
const CHARACTERS = [
  ...' \t\n\r=:,()[]"\'#$.+-_0159aeZ',
  '\r\n',
  '\n    ',
  '\ufeff',
  '\u0000',
  '\u00a0',
  '\u0085',
  '\u2028',
  '\f',
  'ß',
  '\ud83d',
  '\ude00',
  '😀',
  '\\',
  ';',
];

const WORDS = [
  'import "x.kyn"\n',
  'params:\n',
  'sweep:\n',
  'dataset D:\n',
  'model M:\n',
  'train:\n',
  'evaluate:\n',
  'export:\n',
  '    lr = 0.1\n',
  '    hidden = [1, 2]\n',
  '    input 4\n',
  '    dense 8 relu\n',
  '    source = csv("d")\n',
  '    epochs = $lr\n',
  '    model = M\n',
  'seed',
  'true',
  'True',
  '1e-3',
  '$hidden',
  '__proto__',
  'constructor',
  'adam(lr=$lr)',
  '[[',
  '"x',
  '# x',
];

/** Splits a text after each line end. */
export const linesOf = (text: string): string[] => text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+/g) ?? [];

function splice(text: string, at: number, removed: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

const MUTATORS: readonly ((text: string, chance: Chance) => string)[] = [
  (text, chance) => splice(text, chance.below(text.length + 1), 0, chance.of(CHARACTERS)),
  (text, chance) => splice(text, chance.below(text.length + 1), 0, chance.of(WORDS)),
  (text, chance) => splice(text, chance.below(text.length + 1), 1, ''),
  (text, chance) => splice(text, chance.below(text.length + 1), chance.below(30), ''),
  (text, chance) => splice(text, chance.below(text.length + 1), 1, chance.of(CHARACTERS)),
  swapCharacters,
  (text, chance) => onLines(text, lines => lines.splice(chance.below(lines.length), 1)),
  (text, chance) => onLines(text, lines => lines.splice(chance.below(lines.length + 1), 0, chance.of(lines) ?? '')),
  (text, chance) => onLines(text, lines => swap(lines, chance.below(lines.length), chance.below(lines.length))),
  (text, chance) => onLines(text, lines => lines.splice(chance.below(lines.length + 1), 0, chance.of(WORDS))),
  (text, chance) => text.replaceAll('\n', chance.of(['\r', '\r\n', '\n\n'])),
];

/** A text with one change. */
export const mutated = (text: string, chance: Chance): string => chance.of(MUTATORS)(text, chance);

function swapCharacters(text: string, chance: Chance): string {
  const at = chance.below(text.length);
  return splice(
    text,
    at,
    2,
    text
      .slice(at, at + 2)
      .split('')
      .reverse()
      .join(''),
  );
}

function onLines(text: string, change: (lines: string[]) => void): string {
  const lines = linesOf(text);
  change(lines);
  return lines.join('');
}

function swap(lines: string[], a: number, b: number): void {
  const kept = lines[a] ?? '';
  lines[a] = lines[b] ?? '';
  lines[b] = kept;
}
