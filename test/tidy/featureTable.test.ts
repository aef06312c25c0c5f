// The table of language features in docs/reference.md is complete: a row for every LSP method that the server answers, and no row for another.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { features } from '../../server/src/lsp/features';
import { top } from './sources';

const reference = readFileSync(join(top, 'docs/reference.md'), 'utf8');
const section = reference.split('\n## Language features\n')[1]?.split('\n## ')[0] ?? '';
const rows = section
  .split('\n')
  .filter(line => line.startsWith('| '))
  .slice(1)
  .map(line => line.split('|').map(cell => cell.trim()));

test('each row has a feature, a description and its methods', () => {
  expect(rows.length).toBeGreaterThan(10);
  for (const [, name, description, methods] of rows) {
    expect(name).toBeTruthy();
    expect(description).toBeTruthy();
    expect(methods).toMatch(/^`[\w/]+`(, `[\w/]+`)*$/);
  }
});

test('each standard method that the server supports is listed once, and no row is stale', () => {
  const documented = rows.flatMap(([, , , methods = '']) => [...methods.matchAll(/`([^`]+)`/g)].map(match => match[1]));
  const supported = features.map(f => f.method).filter(method => !method.startsWith('kynml/'));
  expect([...documented].sort()).toEqual([...supported].sort());
});
