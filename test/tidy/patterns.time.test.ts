// Every pattern of the product reads any text in linear time: each is run on texts that repeat what it looks for. A pattern that is quadratic needs 100
// times as long as a linear one on such a text, and its time grows with the square of the length.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { parseAst } from 'vitest/node';
import { FORMS } from '../../src-shared/text/secretForms';
import { sourcesIn, top } from './sources';

interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

const LENGTH = 1000;
/** A linear pattern needs some microseconds for such a text. */
const LIMIT_MS = 0.3;
/** An exponential pattern would not end on a long text. */
const SHORT = 24;

/** The regular expressions that are written in the sources. */
function literals(): Pattern[] {
  return sourcesIn('src-shared', 'server/src', 'client/src', 'client/webviews').flatMap(({ path }) => {
    const found: Pattern[] = [];
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      const { regex, ...rest } = node as { regex?: { pattern: string; flags: string } };
      if (regex) found.push({ place: path, source: regex.pattern, flags: regex.flags });
      else for (const part of Object.values(rest)) visit(part);
    };
    visit(parseAst(readFileSync(join(top, path), 'utf8'), { lang: path.endsWith('.tsx') ? 'tsx' : 'ts' }));
    return found;
  });
}

// Modules that run something when they are loaded, and those that only a browser can load. Their patterns are literals.
const PROGRAMS = /\/(main|kyn|start)\.ts$/;
const isOfBrowser = (path: string): boolean =>
  readFileSync(join(top, path), 'utf8').includes("'vscode-languageserver/browser'");
const canLoad = (path: string): boolean => !PROGRAMS.test(path) && !isOfBrowser(path);

/** The regular expressions that the modules of the core and the server build while they are loaded, and those that they build when they are first used. */
async function built(): Promise<Pattern[]> {
  const found: Pattern[] = [];
  // Test files share modules, and one that another test has loaded would build nothing.
  vi.resetModules();
  vi.doMock('../../src-shared/text/lazyPattern', () => ({
    lazyPattern: (source: string | (() => string), flags: string) => {
      const made = new RegExp(typeof source === 'string' ? source : source(), flags);
      return () => made;
    },
  }));
  const Original = globalThis.RegExp;
  let place = '';
  globalThis.RegExp = new Proxy(Original, {
    construct(target, args: [string | RegExp, string?]) {
      const made = new target(...args);
      found.push({ place, source: made.source, flags: made.flags });
      return made;
    },
  });
  try {
    for (const { path } of sourcesIn('src-shared', 'server/src')) {
      place = path;
      if (canLoad(path)) await import(/* @vite-ignore */ join(top, path));
    }
  } finally {
    globalThis.RegExp = Original;
    vi.doUnmock('../../src-shared/text/lazyPattern');
  }
  return found;
}

/** Characters and words that a pattern looks for. */
function partsOf(source: string): { characters: string[]; words: string[] } {
  const classes: Record<string, string> = {
    d: '0',
    w: 'a',
    s: ' ',
    D: 'a',
    W: '!',
    S: 'a',
    b: ' ',
    t: '\t',
    n: '\n',
    r: '\r',
  };
  const characters = new Set(['a', '0', ' ', '"', '\n']);
  for (const [, code, hex, escaped, plain] of source.matchAll(/\\u\{?([\da-f]{4,5})|\\x([\da-f]{2})|\\(.)|(.)/gi))
    characters.add(
      code !== undefined || hex !== undefined
        ? String.fromCodePoint(Number.parseInt(code ?? hex ?? '', 16))
        : escaped !== undefined
          ? (classes[escaped] ?? escaped)
          : (plain ?? ''),
    );
  return { characters: [...characters].slice(0, 16), words: (source.match(/[A-Za-z]{2,}/g) ?? []).slice(0, 4) };
}

/** Beginnings, repetitions and ends: a match is often tried again at each position, and fails only at the end. */
function* attacks(source: string): Generator<readonly [start: string, unit: string, end: string]> {
  const { characters, words } = partsOf(source);
  const pairs = characters.slice(0, 10).flatMap(a => characters.slice(0, 10).flatMap(b => (a === b ? [] : [a + b])));
  for (const end of ['', '\u0001', 'a']) {
    for (const unit of [...characters, ...words])
      for (const start of ['', ...words, ...characters.slice(0, 6)]) yield [start, unit, end];
    for (const unit of pairs) yield ['', unit, end];
  }
}

function timeOf(pattern: RegExp, text: string): number {
  const start = performance.now();
  pattern.lastIndex = 0;
  if (pattern.global) text.replace(pattern, '');
  else pattern.exec(text);
  return performance.now() - start;
}

const best = (pattern: RegExp, text: string): number => Math.min(...[1, 2, 3].map(() => timeOf(pattern, text)));

// A pattern with a large bound, such as `x{1,80}`, is slow but linear.
function isSuperlinear(pattern: RegExp, make: (length: number) => string, length: number): boolean {
  const text = make(length);
  if (timeOf(pattern, text) < LIMIT_MS || best(pattern, text) < LIMIT_MS) return false;
  return length === SHORT || best(pattern, make(8 * length)) / best(pattern, text) > 24;
}

/** The first text on which a pattern is slow, as `start + unit… + end`. */
function slowText({ source, flags }: Pick<Pattern, 'source' | 'flags'>): string | undefined {
  // Without a repetition there is nothing to try again.
  if (!/[*+{]/.test(source)) return undefined;
  const pattern = new RegExp(source, flags);
  for (const length of [SHORT, LENGTH])
    for (const [start, unit, end] of attacks(source))
      if (isSuperlinear(pattern, n => start + unit.repeat(Math.ceil(n / unit.length)) + end, length))
        return `${JSON.stringify(start)} + ${JSON.stringify(unit)}… + ${JSON.stringify(end)}`;
  return undefined;
}

test('the search finds quadratic and exponential patterns, and no linear one', () => {
  const slow = ['\\s+$', '^(a+)+$', '^\\w*x\\w*$', '\\[[^\\]]*\\]', '(.*)#', 'a*b'];
  for (const source of slow)
    expect(slowText({ source, flags: source.includes('[^') ? 'g' : '' }), source).toBeDefined();
  for (const source of ['^\\s+', '^[a-z]+$', '[^#]*#?', '\\r\\n|\\n|\\r', 'x(?=y)'])
    expect(slowText({ source, flags: 'g' }), source).toBeUndefined();
});

const builtPatterns = await built();
const patterns = [...literals(), ...builtPatterns];
const each = [...new Map(patterns.map(p => [`${p.place} /${p.source}/${p.flags}`, p])).entries()];

// Each repetition of a group needs some stack: a text of some megabytes ends it with an exception.
test('no pattern repeats a group without a bound', () => {
  const unbounded = /(?<!\\)\)(?:[*+]|\{\d+,\})/;
  expect(each.flatMap(([name, { source }]) => (unbounded.test(source) ? [name] : []))).toEqual([]);
});

// The engine counts the repetitions up to a least number above 3, and those of what a group matched, and needs some stack for each: `x{14,}` is written as
// `x{14}x*`.
test('no pattern counts repetitions without a bound', () => {
  const counted = /\{(?:[4-9]|[1-9]\d+),\}|\\[1-9](?:[*+]|\{\d+,\})/;
  expect(['a{4,}', '(b)\\1{6,}', '(c)\\1*', 'd{14,}?'].every(source => counted.test(source))).toBe(true);
  expect(each.flatMap(([name, { source }]) => (counted.test(source) ? [name] : []))).toEqual([]);
});

test('patterns that are built are found, also in modules that another test has loaded', () => {
  const found = new Set(builtPatterns.map(p => p.source));
  expect(FORMS.filter(({ pattern }) => !found.has(pattern().source))).toEqual([]);
});

test('every pattern is linear', () => {
  expect(patterns.length).toBeGreaterThan(250);
  const slow = each.flatMap(([name, pattern]) => {
    const text = slowText(pattern);
    return text === undefined ? [] : [`${name} on ${text}`];
  });
  expect(slow).toEqual([]);
}, 60_000);
