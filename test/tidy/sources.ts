// The sources and their imports, for the tests of the rules.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the project. */
export const top = fileURLToPath(new URL('../../', import.meta.url));

/** One import of a source: the name as it is written, and the file of the project that it resolves to. */
export interface Import {
  readonly name: string;
  readonly file?: string;
}

/** A source by its path from the top, with `/`. */
export interface Source {
  readonly path: string;
  readonly imports: readonly Import[];
}

// `import ... from 'x'`, `export ... from 'x'`, `import 'x'`, `import('x')`, `require('x')`, types included.
const IMPORTS = [
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]\s*\)/g,
];

/** The names that a text imports. */
export function importsIn(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return IMPORTS.flatMap(pattern => [...code.matchAll(pattern)].map(match => match[1] ?? ''));
}

/** All sources below some folders of the project. */
export function sourcesIn(...folders: readonly string[]): Source[] {
  return folders.flatMap(folder =>
    readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.(tsx?|mts|cts)$/.test(name) && !name.includes('node_modules'))
      .sort()
      .map(name => sourceOf(join(folder, name).replaceAll('\\', '/'))),
  );
}

function sourceOf(path: string): Source {
  const names = importsIn(readFileSync(join(top, path), 'utf8'));
  return { path, imports: names.map(name => importOf(path, name)) };
}

function importOf(path: string, name: string): Import {
  if (!name.startsWith('.')) return { name };
  const base = join(top, dirname(path), name);
  const found = [base, `${base}.ts`, `${base}.tsx`, join(base, 'index.ts')].find(
    file => /\.\w+$/.test(file) && existsSync(file),
  );
  if (!found) throw new Error(`${path} imports ${name}, which does not exist.`);
  return { name, file: relative(top, found).replaceAll('\\', '/') };
}
