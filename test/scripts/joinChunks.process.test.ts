// The core is one file of chunks: each runs once, when it is needed, and the file is a function of ASCII, as the starter runs it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import type { BuildOptions } from 'esbuild';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';

interface Programs {
  buildCore(options: BuildOptions, folder: string): Promise<{ text: string }>;
}
interface Bundles {
  bundles(production: boolean): Readonly<Record<string, BuildOptions>>;
}
const script = (name: string): string => new URL(`../../scripts/${name}.mjs`, import.meta.url).href;
const { buildCore }: Programs = await import(script('programs'));
const { bundles }: Bundles = await import(script('bundles'));

const folder = mkdtempSync(join(tmpdir(), 'chunks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MAIN = { filename: 'kyn.js' } as NodeJS.Module;

/** Runs joined text as the starter does; returns its exports. */
function run<T>(text: string): T {
  const module = { exports: {} };
  const require = Object.assign(createRequire(import.meta.url), { main: MAIN });
  runInThisContext(text)(module.exports, require, module, 'core.js', '.');
  return module.exports as T;
}

/** Builds files by name into one text, starting with `a`. */
async function joined(files: Readonly<Record<string, string>>, production = true): Promise<string> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.js`), text);
  const options = { ...bundles(production).core, entryPoints: { core: join(folder, 'a.js') } };
  return (await buildCore(options, join(folder, 'dist'))).text;
}

// Each module names itself when it runs.
const RUN = (name: string) => `(globalThis.ran ??= []).push(${JSON.stringify(name)});`;
const ran = () => (globalThis as { ran?: string[] }).ran?.splice(0) ?? [];
beforeEach(ran);

describe.each([true, false])('chunks that are joined (minified: %s)', production => {
  test('run once, when they are needed', async () => {
    const text = await joined(
      {
        a: `${RUN('a')} export const b = () => import('./b'); export const c = () => import('./c');`,
        b: `${RUN('b')} import { shared } from './d'; export const name = () => 'b' + shared;`,
        c: `${RUN('c')} import { shared as other } from './d'; export default other; export const name = () => 'c' + other;`,
        d: `${RUN('d')} export const shared = 1;`,
      },
      production,
    );
    const { b, c } = run<Record<'b' | 'c', () => Promise<{ name(): string; default?: number }>>>(text);
    expect(ran()).toEqual(['a']);
    expect((await b()).name()).toBe('b1');
    expect(await b()).toBe(await b());
    expect(ran()).toEqual(['d', 'b']);
    expect((await c()).name()).toBe('c1');
    expect((await c()).default).toBe(1);
    expect(ran()).toEqual(['c']);
  });

  test('use modules of Node, libraries of CommonJS and `require.main`', async () => {
    writeFileSync(join(folder, 'old.cjs'), "exports.text = 'old';");
    const text = await joined(
      {
        a: `import { library } from './b'; import * as path from 'node:path'; export { library }; export const base = path.basename;
            export const main = require.main; export const lazy = () => import('./c');`,
        b: `import cjs from './old.cjs'; import { join } from 'node:path'; export const library = join(cjs.text, 'x');`,
        c: `import { join } from 'node:path'; import { library } from './b'; export const both = join(library, 'y');`,
      },
      production,
    );
    const core = run<{ library: string; base(path: string): string; main: unknown; lazy(): Promise<{ both: string }> }>(
      text,
    );
    expect(core.library).toBe('old/x');
    expect(core.base('a/b')).toBe('b');
    expect(core.main).toBe(MAIN);
    expect((await core.lazy()).both).toBe('old/x/y');
  });

  test('are ASCII, with the same strings and patterns', async () => {
    const text = await joined({ a: 'export const found = [/^…$/u.test("…"), "é", `😀`].join(); // ü' }, production);
    expect(/^[\0-\x7f]*$/.test(text)).toBe(true);
    expect(run<{ found: string }>(text).found).toBe('true,é,😀');
  });
});

test('whose exports have another form end the build', async () => {
  writeFileSync(join(folder, 'old.cjs'), "exports.text = 'old';");
  await expect(joined({ a: `export const b = () => import('./old.cjs');` })).rejects.toThrow(/cannot be joined/);
});

test.each([
  ['a function', 'count = 2', 'count'],
  ['an update', 'count++', 'count'],
  ['a pattern', '[{ x: count = 1 }, ...rest] = [{}]', 'count,rest'],
  ['a loop', 'for (count of [1]);', 'count'],
])(
  'a variable that another chunk copied and that is assigned later ends the build: %s',
  async (_, assignment, names) => {
    const files = {
      a: `export const b = () => import('./b'); export const c = () => import('./c');`,
      b: `import { count, rest } from './d'; export const now = () => [count, rest];`,
      c: `import { count, rest, next } from './d'; export { next, count, rest };`,
      d: `export let count = 0; export let rest; export function next() { ${assignment} }`,
    };
    await expect(joined(files, false)).rejects.toThrow(`importers have old values: ${names}`);
  },
);

test('variables that are assigned while their chunk runs, or are members, do not', async () => {
  const d = `export let count = 0; count = 5; export const state = {}; let own = 0;
    export function next() { state.count = 1; own++; let count = 1; count = 2; return own + count; }`;
  const text = await joined(
    {
      a: `export const b = () => import('./b'); export const c = () => import('./c');`,
      b: `import { count } from './d'; export const now = () => count;`,
      c: `import { next, state } from './d'; export { next, state };`,
      d,
    },
    false,
  );
  expect((await run<{ b(): Promise<{ now(): number }> }>(text).b()).now()).toBe(5);
});

test('the map of a build for debugging leads to the sources', async () => {
  await joined(
    { a: `export const b = () => import('./b');`, b: 'export const one = 1;\nexport const two = () => 2;' },
    false,
  );
  const core = readFileSync(join(folder, 'dist', 'core.js'), 'utf8').split('\n');
  const { sections } = JSON.parse(readFileSync(join(folder, 'dist', 'core.js.map'), 'utf8'));
  const line = core.findIndex(text => text.includes('two = '));
  const section = sections.findLast((s: { offset: { line: number } }) => s.offset.line <= line);
  expect(section.map.sources.map((s: string) => s.split('/').at(-1))).toContain('b.js');
  expect(core.at(-2)).toBe('//# sourceMappingURL=core.js.map');
});
