// The numbers and words of the protocol are those of the library.
import { expect, test } from 'vitest';
import * as lsp from 'vscode-languageserver';
import * as own from '../../server/src/lsp/base/languageServer';

const tables = Object.entries(own).filter(([, value]) => typeof value === 'object');

test('there are tables', () => {
  expect(tables.length).toBeGreaterThan(15);
});

test.each(tables)('%s', (name, values) => {
  expect(Reflect.get(lsp, name)).toMatchObject(values);
});
