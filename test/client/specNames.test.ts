// package.json and the client recognise a spec by the same rule as the server: the case of its ending does not count.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isSpecPath } from '../../src-shared/repro/files/findFiles';
import { compileGlob } from '../../src-shared/text/glob';
import { SPEC_GLOB } from '../../src-shared/text/specEnding';

const { activationEvents, contributes } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);
const WORKSPACE = 'workspaceContains:';
const globs: readonly string[] = activationEvents
  .filter((event: string) => event.startsWith(WORKSPACE))
  .map((event: string) => event.slice(WORKSPACE.length));

interface MenuEntry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when: string;
}
const explorer: readonly MenuEntry[] = contributes.menus['explorer/context'];

// The pattern that a condition compares the name or the ending of a file with.
function patternOf(entry: MenuEntry | undefined): RegExp {
  const [, pattern = '', flags] = /=~ \/(.*)\/(\w*) &&/.exec(entry?.when ?? '') ?? [];
  return new RegExp(pattern, flags);
}

test.each(['house.kyn', 'UPPER.KYN', 'a/b.Kyn', 'kyn', 'house.kyn.bak'])('%s', path => {
  const isSpec = isSpecPath(path);
  expect(compileGlob(SPEC_GLOB)(path)).toBe(isSpec);
  expect(globs.some(glob => compileGlob(glob)(path))).toBe(isSpec);
  const menu = patternOf(explorer.find(({ submenu }) => submenu === 'kynml.spec'));
  const ending = /(?:^|\/)[^/]+?(\.[^./]*)$/.exec(path)?.[1] ?? '';
  expect(menu.test(ending)).toBe(isSpec);
  const findSpec = patternOf(explorer.find(({ command }) => command === 'kynml.findSpec'));
  expect(findSpec.test(`${path}.lock`)).toBe(isSpec);
});
