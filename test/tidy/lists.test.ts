// Every list is complete: it contains each entry of its folder once, named after its file.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findings as artifactFindings } from '../../src-shared/artifacts/findings';
import { kinds } from '../../src-shared/artifacts/kinds';
import { checks } from '../../src-shared/kyn/checks';
import { findings as reproFindings } from '../../src-shared/repro/findings';
import { sourcesIn, top } from './sources';

// [folder, name of the list]
const lists = [
  ['src-shared/kyn/checks', 'checks'],
  ['src-shared/artifacts/findings', 'findings'],
  ['src-shared/artifacts/kinds', 'kinds'],
  ['src-shared/repro/findings', 'findings'],
  ['src-shared/runs/verify/kinds', 'verifiers'],
  ['src-shared/agents/tools', 'agentTools'],
  ['server/src/lsp/features', 'features'],
  ['server/src/cli/commands', 'commands'],
  ['client/src/commands', 'commandList'],
] as const;

const textOf = (path: string): string => readFileSync(join(top, path), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(join(top, folder), { withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'index.ts')
    .map(entry => entry.name.replace(/\.ts$/, ''))
    .sort();

describe.each(lists)('%s', (folder, name) => {
  const index = textOf(`${folder}/index.ts`);
  const imported = [...index.matchAll(/^import \{([^}]*)\} from '\.\/(\w+)';$/gm)].map(match => ({
    names: (match[1] ?? '')
      .split(',')
      .map(n => n.trim())
      .filter(Boolean),
    file: match[2] ?? '',
  }));

  test('imports each file of its folder once', () => {
    expect(imported.map(i => i.file).sort()).toEqual(filesIn(folder));
  });

  test('contains each imported entry once', () => {
    const literal = new RegExp(`export const ${name}\\b[^=]*=\\s*\\[([^\\]]*)\\]`).exec(index)?.[1] ?? '';
    const entries = literal
      .split(',')
      .map(n => n.trim())
      .filter(Boolean);
    expect(entries.length).toBeGreaterThan(0);
    expect([...entries].sort()).toEqual(imported.flatMap(i => i.names).sort());
  });

  test('has an entry named after each file, unless the file exports several entries', () => {
    for (const { names, file } of imported)
      if (names.length === 1) expect([file, ...alternativeNames(file)]).toContain(names[0]);
  });
});

// A file may export one request of a pair with a longer name.
const alternativeNames = (file: string): string[] => [`${file}Full`];

const kebab = (name: string): string =>
  name.replace(/[A-Z0-9]+/g, (c, at: number) => (at > 0 ? '-' : '') + c.toLowerCase());

test('the code of a check is the file name in kebab case', () => {
  const codes = filesIn('src-shared/kyn/checks').map(file => {
    const code = /code: '([^']+)'/.exec(textOf(`src-shared/kyn/checks/${file}.ts`))?.[1];
    expect(code?.replaceAll('-', ''), file).toBe(kebab(file).replaceAll('-', ''));
    return code;
  });
  expect(checks.map(c => c.code).sort()).toEqual([...codes].sort());
  for (const code of codes) expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

const findingFolders = [
  ['src-shared/artifacts/findings', artifactFindings],
  ['src-shared/repro/findings', reproFindings],
] as const;

test.each(findingFolders)('the code of a finding in %s is the file name in kebab case', (folder, list) => {
  expect(list.map(f => f.code)).toEqual(filesIn(folder).map(kebab));
});

test('the code of a finding is written only in its own file', () => {
  const home = new Map(
    findingFolders.flatMap(([folder]) => filesIn(folder).map(file => [kebab(file), `${folder}/${file}.ts`] as const)),
  );
  const codes = new RegExp(`['"\`](${[...home.keys()].join('|')})['"\`]`, 'g');
  const wrong = sourcesIn('src-shared', 'server/src', 'client/src', 'client/webviews').flatMap(({ path }) =>
    [...textOf(path).matchAll(codes)].flatMap(([, code = '']) => (home.get(code) === path ? [] : [`${path}: ${code}`])),
  );
  expect(wrong).toEqual([]);
});

test('checks are sorted by their codes, which are unique', () => {
  const codes = checks.map(c => c.code);
  expect(codes).toEqual([...new Set(codes)].sort());
});

test('every fault of the parser has a check with its message', () => {
  const union = /export type FaultCode =([^;]*);/.exec(textOf('src-shared/kyn/syntax/ast.ts'))?.[1] ?? '';
  const faults = [...union.matchAll(/'([a-z-]+)'/g)].map(match => match[1]);
  expect(faults.length).toBeGreaterThan(15);
  expect(
    checks
      .filter(c => c.fault)
      .map(c => c.code)
      .sort(),
  ).toEqual(faults.sort());
});

test('every fault of the parser is reported somewhere', () => {
  const parser = ['parseItem', 'parseValue', 'lines']
    .map(file => textOf(`src-shared/kyn/syntax/${file}.ts`))
    .join('\n');
  for (const { code, fault } of checks) if (fault) expect(parser).toContain(`'${code}'`);
});

test('kinds have unique ids and a folder of test artifacts', () => {
  const ids = kinds.map(k => k.id);
  expect(new Set(ids).size).toBe(ids.length);
  const folders = readdirSync(join(top, 'test/artifacts'), { withFileTypes: true }).filter(e => e.isDirectory());
  expect(folders.map(e => e.name).sort()).toEqual([...ids].sort());
});
