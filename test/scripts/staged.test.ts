// What goes into the package of VS Code is copied and made small first.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Staged {
  smallJson(text: string, name: string): string;
}
const path = new URL('../../scripts/vsix/staged.mjs', import.meta.url);
const { smallJson }: Staged = await import(path.href);
const root = new URL('../../', import.meta.url);

test('JSON keeps its values, and loses its spaces', () => {
  const text = '{\n  "a": [1, "x  y"],\n  "scripts": {}\n}\n';
  expect(smallJson(text, 'a.json')).toBe('{"a":[1,"x  y"],"scripts":{}}');
});

test('package.json loses only what the build needs', () => {
  const text = readFileSync(new URL('package.json', root), 'utf8');
  const { scripts: _, devDependencies: __, dependencies: ___, ...rest } = JSON.parse(text);
  expect(JSON.parse(smallJson(text, 'package.json'))).toEqual(rest);
});

test('every file that may be in the package is copied', () => {
  const ignore = readFileSync(new URL('.vscodeignore', root), 'utf8');
  const source = readFileSync(path, 'utf8');
  const allowed = [...ignore.matchAll(/^!([^*{/\n]+)/gm)].map(([, name = '']) => name);
  expect(allowed.length).toBeGreaterThan(8);
  expect(allowed.filter(name => !new RegExp(`'${name}['/]`).test(source))).toEqual([]);
});
