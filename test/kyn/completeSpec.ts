// Completes partial specs, so that a test case contains only the lines it is about.
import type { FixtureFile } from '../fixture';

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  dataset: ['source = csv("rows.csv")', 'target = "y"'],
  model: ['input 4'],
  train: ['model = Net', 'data = Rows', 'loss = mse', 'optimizer = adam(lr=0.01)', 'epochs = 3'],
  export: ['format = torch', 'path = "net.pt"'],
};

const block = (header: string, keyword: string, ...more: readonly string[]): string =>
  [header, ...(REQUIRED[keyword] ?? []), ...more].join('\n    ').concat('\n');

const WHOLE: Readonly<Record<string, string>> = {
  dataset: block('dataset Rows:', 'dataset'),
  model: block('model Net:', 'model', 'dense 1 linear'),
  train: block('train:', 'train'),
};

/** Replaces each line `    ...` by the required keys that the block does not set. */
export function withRequiredKeys(fixture: string): string {
  return fixture.replace(/^( *)( {4})\.\.\.$/gm, (_, margin: string, indent: string, at: number) => {
    const header =
      fixture
        .slice(0, at)
        .match(/^ *(dataset|model|train|export)\b.*$/gm)
        ?.at(-1) ?? '';
    const start = fixture.lastIndexOf(header, at) + header.length;
    const end = /\n *(?:\w+\b[^=\n]*:|\/\/-)/.exec(fixture.slice(at))?.index ?? fixture.length;
    const written = [...fixture.slice(start, at + end).matchAll(/^ *(\w+)/gm)].map(m => m[1]);
    const keyword = header.trim().split(/\W/)[0] ?? '';
    const missing = (REQUIRED[keyword] ?? []).filter(line => !written.includes(line.split(' ')[0] ?? ''));
    return missing.map(line => margin + indent + line).join('\n');
  });
}

/** Adds the required blocks that no file contains to the first file. */
export function completed(files: readonly FixtureFile[]): FixtureFile[] {
  const has = (keyword: string) =>
    files.some(f => new RegExp(`^(?:${keyword}\\b|[ \\t]+${keyword} \\w+:)`, 'm').test(f.text));
  const added = Object.entries(WHOLE).flatMap(([keyword, text]) => (has(keyword) ? [] : [text]));
  return files.map((file, i) => {
    if (i > 0 || added.length === 0) return file;
    const gap = file.text === '' || /[\r\n]$/.test(file.text) ? '' : '\n';
    return { ...file, text: file.text + gap + added.join('') };
  });
}
