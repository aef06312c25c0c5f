// What a spec reports about the faults of the files that it imports: those of its own imports in full, of the others one.
import { expect, test, vi } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { compose, type Loaded } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';

const near = vi.fn(() => undefined);

/** The findings about imports of `spec`, among files by name. */
function findings(files: Record<string, string>, problems: Record<string, 'missing' | 'outside'> = {}) {
  const load = (_: string, path: string): Loaded => {
    const named = { id: path, label: path };
    const text = files[path];
    return text === undefined
      ? { ...named, problem: problems[path] ?? 'missing', near }
      : { ...named, tree: parse(text) };
  };
  const tree = parse(files.spec ?? '');
  const { diagnostics } = analyze({ tree, composition: compose({ id: 'spec', tree }, load) });
  return diagnostics
    .filter(d => d.code.startsWith('import-'))
    .map(d => `${tree.text.slice(0, d.span.start).split('\n').length} ${d.message}`);
}

const BROKEN = '???\n';
const imports = (...names: string[]): string => names.map(name => `import "${name}"\n`).join('');

test('each broken file is reported at the import that names it, and of the others only the first', () => {
  const files = { a: imports('c', 'd'), b: BROKEN, c: BROKEN, d: imports('e'), e: BROKEN };
  expect(findings({ ...files, spec: imports('a', 'b') })).toEqual([
    '1 c has a syntax error; open it to see and fix it.',
    '2 b has a syntax error; open it to see and fix it.',
  ]);
  // Named here as well as by another file.
  expect(findings({ ...files, spec: imports('a', 'e') })).toEqual([
    '1 c has a syntax error; open it to see and fix it.',
    '2 e has a syntax error; open it to see and fix it.',
  ]);
  expect(findings({ ...files, spec: imports('d') })).toEqual(['1 e has a syntax error; open it to see and fix it.']);
});

test('each file that cannot be read is reported at the import that names it, and of the others only the first', () => {
  const files = { a: imports('gone1', 'gone2', 'c'), b: imports('gone3'), c: BROKEN };
  const rest = 'Import paths are relative to the importing file.';
  expect(findings({ ...files, spec: imports('gone1', 'a', 'b', 'gone4') })).toEqual([
    `1 File not found: gone1. ${rest}`,
    `2 File not found: gone1 (imported by a). ${rest}`,
    `4 File not found: gone4. ${rest}`,
  ]);
});

test('a file that may not be read does not hide one that does not exist', () => {
  const files = { spec: imports('a', 'b'), a: imports('secret'), b: imports('gone') };
  expect(findings(files, { secret: 'outside' })).toEqual([
    '2 File not found: gone (imported by b). Import paths are relative to the importing file.',
  ]);
  expect(findings({ ...files, b: BROKEN }, { secret: 'outside' })).toHaveLength(2);
});

test('a cycle is reported by each of its files, and once for an import', () => {
  const files = { a: imports('b', 'spec'), b: imports('a', 'spec'), c: imports('a') };
  expect(findings({ ...files, spec: imports('a') })).toEqual([
    '1 Import cycle: this file imports a, which imports b, which imports a again. Remove one of the imports.',
    '1 Import cycle: this file imports a, which imports b, which imports spec again. Remove one of the imports.',
  ]);
});

test('a chain of files whose imports do not exist has findings in proportion to its files, and similar names are searched for those', () => {
  near.mockClear();
  const n = 90;
  const names = Array.from({ length: n }, (_, i) => `f${i}`);
  const chain = Object.fromEntries(names.map((name, i) => [name, imports(`f${i + 1}`, `gone${i}`)]));
  const counts = names.map(name => findings({ ...chain, [`f${n}`]: BROKEN, spec: chain[name] ?? '' }).length);
  expect(Math.max(...counts)).toBe(2);
  expect(near).toHaveBeenCalledTimes(n);
});

test('files that all import each other have few problems', () => {
  const names = Array.from({ length: 60 }, (_, i) => `f${i}`);
  const tree = parse(imports(...names));
  const load = (_: string, path: string): Loaded => ({ id: path, label: path, tree });
  const { files, problems } = compose({ id: 'f0', tree }, load);
  expect(files).toHaveLength(names.length - 1);
  expect(problems.length).toBeLessThanOrEqual(2 * names.length);
});

test('the syntax errors of a file are counted once, however many specs import it', () => {
  const broken = parse(BROKEN.repeat(5));
  let read = 0;
  const items = broken.items.map(placed => ({
    ...placed,
    item: {
      ...placed.item,
      get faults() {
        read++;
        return placed.item.faults;
      },
    },
  }));
  const imported = { ...broken, items };
  const load = (_: string, path: string): Loaded => ({ id: path, label: path, tree: imported });
  const analyzed = (spec: string) => {
    const tree = parse(`import "broken"\n# ${spec}\n`);
    return analyze({ tree, composition: compose({ id: spec, tree }, load) }).diagnostics.map(d => d.message);
  };
  expect(analyzed('a').join('\n')).toContain('broken has a');
  const once = read;
  for (let i = 0; i < 10; i++) analyzed(`b${i}`);
  expect(read).toBe(once);
});
