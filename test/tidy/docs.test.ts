// What the docs name exists: paths in code spans, links between pages, and the test of each invariant.
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesMatching, pages, textOf } from './files';
import { top } from './sources';

const files = filesMatching(/./);
const paths: ReadonlySet<string> = new Set(files.flatMap(path => [path, ...foldersOf(path)]));
const names: ReadonlySet<string> = new Set([...paths].map(path => basename(path)));

function foldersOf(path: string): string[] {
  const folder = dirname(path);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}

// A code span that names something in the repository: a source by its name, or a path below one of these folders.
const ROOTS = ['', 'src-shared/', 'server/src/', 'test/'];
const TOP = /^(\.ci|bench|client|docs|examples|media|schemas|scripts|server|src-shared|syntaxes|test)\//;
const CORE = /^(artifacts|host|kyn|protocol|python|repro|text|views|lsp|cli)\//;
const CODE = /^[\w-]+\/[\w/-]+\.(test\.)?(tsx?|mjs|cjs)$/;
const SOURCE = /^[\w-]+\.(test\.)?(tsx?|mjs|cjs)$/;

/** Whether a code span names a file or folder that is not there. Patterns (`*`, `<kind>`) and files of users are left out. */
function isMissing(span: string): boolean {
  const path = span.replace(/\/$/, '');
  if (/[*<>{}\s$…]/.test(path)) return false;
  if (SOURCE.test(path)) return !names.has(path);
  // A source may be named from any folder: `runs/readRun.ts`.
  if (!TOP.test(span) && !CORE.test(span)) return CODE.test(path) && ![...paths].some(p => p.endsWith(`/${path}`));
  return !ROOTS.some(root => paths.has(root + path) || paths.has(`${root}${path}.ts`));
}

const withoutBlocks = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '');
const spansOf = (text: string): string[] =>
  [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(match => match[1] ?? '');
const linksOf = (text: string): string[] =>
  [...withoutBlocks(text).matchAll(/(?:\]\(|(?:src|srcset|href)=")([^)"\s]+)/g)].map(match => match[1] ?? '');
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
const anchorsOf = (text: string): string[] =>
  [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(match => anchorOf(match[1] ?? ''));

describe.each(pages)('%s', page => {
  test('names only paths that exist', () => {
    expect(spansOf(textOf(page)).filter(isMissing)).toEqual([]);
  });

  test('links only to what exists', () => {
    const broken = linksOf(textOf(page)).filter(link => {
      if (/^(https?:|mailto:)/.test(link)) return false;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      const isThere = existsSync(join(top, target));
      return !isThere || (anchor !== undefined && !anchorsOf(textOf(target)).includes(anchor));
    });
    expect(broken).toEqual([]);
  });
});

test('each invariant names the test that enforces it', () => {
  const section = /^## Invariants\n([\s\S]*?)^## /m.exec(textOf('docs/architecture.md'))?.[1] ?? '';
  const invariants = section.split(/^\d+\. /m).slice(1);
  expect(invariants.length).toBeGreaterThanOrEqual(10);
  const withoutTest = invariants.filter(
    text => !spansOf(text).some(span => span.startsWith('test/') && paths.has(span)),
  );
  expect(withoutTest).toEqual([]);
});

test('the map of the architecture names every folder of the sources', () => {
  const map = /^```\n([\s\S]*?)^```/m.exec(textOf('docs/architecture.md'))?.[1] ?? '';
  const folders = [...paths].filter(path =>
    /^(src-shared|server\/src\/(lsp|cli)|client\/src|client\/webviews)\/[\w-]+$/.test(path),
  );
  // A part is a line without indentation and the indented lines below it.
  const parts = map.split(/^(?=\S)/m);
  const isNamed = (path: string): boolean =>
    parts.some(
      part =>
        part.startsWith(`${dirname(path)}/`) && part.slice(dirname(path).length + 1).includes(`${basename(path)}/`),
    );
  expect(folders.length).toBeGreaterThan(30);
  expect(folders.filter(path => !isNamed(path))).toEqual([]);
});

test.each([
  ['kyn/lexer.ts', true],
  ['kyn/syntax/lexer.ts', false],
  ['lexer.ts', false],
  ['noSuchFile.ts', true],
  ['runs/readRun.ts', false],
  ['runs/noSuchFile.ts', true],
  ['runs/run_manifest.json', false],
  ['src-shared/nowhere/', true],
  ['test/artifacts/<kind>/', false],
])('`%s` is missing: %s', (span, expected) => {
  expect(isMissing(span)).toBe(expected);
});
