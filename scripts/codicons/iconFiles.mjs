// The icon font and its styles for the pages, with the icons that a page names.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { subsetFont } from './subsetFont.mjs';

const rule = /^\.codicon-([a-z0-9-]+):before \{ content: "\\([0-9a-f]+)" \}$/;

/**
 * The files `codicon.css` and `codicon.ttf` with the icons whose names are strings in the scripts. A name that is only part of a string is not found.
 * @param {readonly string[]} scripts
 * @returns {{ css: string, font: Buffer }}
 */
export function iconFiles(scripts) {
  const { css, font } = original();
  const texts = new Set(
    scripts.flatMap(script => [...script.matchAll(/["'`]([a-z][a-z0-9-]*)["'`]/g)].map(([, text]) => text)),
  );
  const codePoints = [];
  const lines = css.split('\n').filter(line => {
    const [, name, code] = rule.exec(line) ?? [];
    if (name === undefined) return true;
    if (!texts.has(name)) return false;
    codePoints.push(Number.parseInt(code, 16));
    return true;
  });
  return { css: lines.join('\n'), font: subsetFont(font, codePoints) };
}

/** The complete files of the package `@vscode/codicons`. */
export function original() {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@vscode/codicons/dist/codicon.css'));
  return {
    css: readFileSync(path.join(folder, 'codicon.css'), 'utf8'),
    font: readFileSync(path.join(folder, 'codicon.ttf')),
  };
}
