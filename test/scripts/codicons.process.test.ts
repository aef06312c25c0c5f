// The icon font of the pages: the icons that they show are in it, with the outlines of the original, and no others.
import { readdirSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

interface Font {
  subsetFont(font: Buffer, codePoints: readonly number[]): Buffer;
  readTables(font: Buffer): Map<string, Buffer>;
  outlineOf(tables: Map<string, Buffer>, glyph: number): Buffer;
  metricsOf(tables: Map<string, Buffer>, glyph: number): Buffer;
}
interface Icons {
  iconFiles(scripts: readonly string[]): { readonly css: string; readonly font: Buffer };
  original(): { readonly css: string; readonly font: Buffer };
}
interface CharMap {
  readonly charMap: { read(cmap: Buffer): (point: number) => number };
}
const script = (name: string): string => new URL(`../../scripts/${name}.mjs`, import.meta.url).href;
const { subsetFont, readTables, outlineOf, metricsOf }: Font = await import(script('codicons/subsetFont'));
const { iconFiles, original }: Icons = await import(script('codicons/iconFiles'));
const { charMap }: CharMap = await import(script('codicons/charMap'));

const glyphIn = (font: Buffer, point: number) => {
  const tables = readTables(font);
  const glyph = charMap.read(tables.get('cmap') ?? Buffer.alloc(0))(point);
  return { outline: outlineOf(tables, glyph).toString('hex'), metrics: metricsOf(tables, glyph).toString('hex') };
};
const codePoints = (css: string): number[] =>
  [...css.matchAll(/:before \{ content: "\\([0-9a-f]+)"/g)].map(([, code = '']) => Number.parseInt(code, 16));

test('a glyph of the font has the outline and the metrics of the original', () => {
  const { css, font } = original();
  const all = codePoints(css);
  const some = all.filter((_, i) => i % 7 === 0);
  const subset = subsetFont(font, some);
  expect(some.length).toBeGreaterThan(50);
  for (const point of some) expect(glyphIn(subset, point)).toEqual(glyphIn(font, point));
  expect(readTables(subset).get('maxp')?.readUInt16BE(4)).toBe(new Set(some).size + 1);
});

test('a code point that is not in the font is an error, before and after', () => {
  const { font } = original();
  expect(() => subsetFont(font, [0x41])).toThrow('The font has no glyph for U+41.');
  expect(() => glyphIn(subsetFont(font, [0xea60]), 0xea61)).toThrow('The font has no glyph for U+EA61.');
});

test('the checksum of a font is the one that the format requires', () => {
  const font = subsetFont(original().font, [0xea60, 0xeab2]);
  let sum = 0;
  for (let at = 0; at < font.length; at += 4) sum = (sum + font.readUInt32BE(at)) >>> 0;
  expect(sum).toBe(0xb1b0afba);
});

test('only icons that a script names are kept, and all styles of other kinds', () => {
  const { css, font } = iconFiles(['f("copy", `check`)', "g('copyright arrow-down', 'nothing')"]);
  expect([...css.matchAll(/\.codicon-([a-z-]+):before/g)].map(([, name]) => name).sort()).toEqual(['check', 'copy']);
  expect(css).toContain('@font-face');
  expect(font.length).toBeLessThan(2000);
});

test('every icon that a page shows is in the font', async () => {
  const folder = new URL('../../client/webviews/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => /\.tsx?$/.test(name));
  const text = sources.map(name => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const shown = [...text.matchAll(/(?:<Icon name=|\bicon(?:=|: ))["']([a-z-]+)["']/g)].map(([, name]) => name);
  expect(shown.length).toBeGreaterThan(15);
  const pages = await build({
    entryPoints: ['diff', 'reproduction', 'runs'].map(page => new URL(`${page}/main.ts`, folder).pathname),
    bundle: true,
    minify: true,
    write: false,
    outdir: '/',
  });
  const { css } = iconFiles(pages.outputFiles.map(file => file.text));
  expect(shown.filter(name => !css.includes(`.codicon-${name}:before`))).toEqual([]);
});
