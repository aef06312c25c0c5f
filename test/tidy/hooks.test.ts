// A module that several test files import registers no hook when it is loaded: a worker loads it once, so its hooks would apply to the first
// file only. It exports a function that registers them, which each test file calls.
import { expect, test } from 'vitest';
import { filesMatching, textOf } from './files';

const HOOKS = ['beforeEach', 'afterEach', 'beforeAll', 'afterAll'];

const shared = filesMatching(/^test\/.*\.ts$/).filter(path => !path.endsWith('.test.ts'));

/** The exported functions of a module that registers hooks, which may contain these calls. */
const registering = shared
  .map(textOf)
  .filter(text => HOOKS.some(hook => text.includes(`${hook}(`)))
  .flatMap(text => [...text.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)].map(([, name]) => name ?? ''));

/** The functions with hooks that a module calls when it is loaded. */
const calledAtLoad = (text: string, names: readonly string[]) =>
  names.filter(name => new RegExp(`^(?:(?:export )?(?:const|let) \\w+ = )?${name}\\(`, 'm').test(text));

test('the modules that register hooks are found', () => {
  expect(registering).toContain('kynProgram');
});

test('no shared module registers a hook when it is loaded', () => {
  const wrong = shared.filter(path => calledAtLoad(textOf(path), [...HOOKS, ...registering]).length > 0);
  expect(wrong).toEqual([]);
});

test.each(['beforeEach(() => {', 'export const program = kynProgram();', 'let program = kynProgram();'])(
  '%s is found',
  text => {
    expect(calledAtLoad(`import x\n${text}\n`, [...HOOKS, ...registering])).toHaveLength(1);
  },
);
