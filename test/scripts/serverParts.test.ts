// What is left out of the types of the protocol in the packages is what nothing uses at run time.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as used from '../../server/src/lsp/base/languageServer';

const script = new URL('../../scripts/serverParts.mjs', import.meta.url).href;
const { bundledTypes, usedTypes }: Readonly<Record<'bundledTypes' | 'usedTypes', (...args: unknown[]) => string>> =
  await import(script);

const library = fileURLToPath(new URL('../../node_modules/vscode-languageserver/lib/common/api.js', import.meta.url));
const esm = path.join(createRequire(library).resolve('vscode-languageserver-types'), '../../esm/main.js');
type Names = Readonly<Record<string, object>>;
const evaluated = (text: string): Promise<Names> => import(`data:text/javascript,${encodeURIComponent(text)}`);

test('a declaration is kept where it is used, or where one that is kept uses it', () => {
  const namespace = (name: string, content: string) =>
    `export var ${name};\n(function (${name}) {\n    ${content}\n})(${name} || (${name} = {}));\n`;
  const [a, b, c] = [namespace('A', 'B.x();'), namespace('B', '/** As C. */'), namespace('C', 'A.x();')];
  const inner = 'class D {\n    x() {}\n}\n';
  const text = `${a}${b}${c}export ${inner}export const EOL = 1;\n`;
  expect(usedTypes(text, new Set(['A']))).toBe(`${a}${b}export const EOL = 1;\n`);
  expect(usedTypes(text, new Set(['D']))).toBe(`export ${inner}export const EOL = 1;\n`);
});

test('what the server and its libraries use is as in the library, and the rest is left out', async () => {
  const all = await evaluated(readFileSync(esm, 'utf8'));
  const bundled = await evaluated(bundledTypes(esm));
  const ours = Object.keys(used).filter(name => name in all);
  expect(ours).toContain('SymbolKind');
  expect(Object.keys(bundled)).toEqual(expect.arrayContaining([...ours, 'WorkspaceFolder', 'uinteger']));
  for (const [name, value] of Object.entries(bundled))
    expect(String(Object.entries(value)), name).toBe(String(Object.entries(all[name] ?? {})));
  expect(Object.keys(bundled)).not.toContain('CompletionItem');
});
