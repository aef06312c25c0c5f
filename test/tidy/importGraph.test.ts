// Who may import what: the table of docs/architecture.md. Types count like values, and there is no circle.
import { describe, expect, test } from 'vitest';
import { importsIn, type Source, sourcesIn } from './sources';

const sources = sourcesIn('src-shared', 'server/src', 'client/src', 'client/webviews');

// Folders by path, the more particular first, with the folders of ours that they may import besides themselves.
const CORE = ['text', 'python', 'host', 'kyn', 'artifacts', 'repro', 'views', 'protocol'];
const table: readonly (readonly [folder: string, prefix: string, mayImport: readonly string[]])[] = [
  ['text', 'src-shared/text/', []],
  ['protocol', 'src-shared/protocol/', []],
  ['host', 'src-shared/host/', []],
  ['python', 'src-shared/python/', ['text']],
  ['kyn', 'src-shared/kyn/', ['text']],
  ['artifacts', 'src-shared/artifacts/', ['text', 'python']],
  ['repro', 'src-shared/repro/', ['text', 'python', 'host', 'kyn', 'artifacts']],
  ['views', 'src-shared/views/', ['text', 'python', 'kyn', 'artifacts', 'repro', 'protocol']],
  ['lsp', 'server/src/lsp/', CORE],
  ['cli', 'server/src/cli/', CORE],
  ['kyn binary', 'server/src/', ['lsp', 'cli']],
  ['client', 'client/src/', ['protocol']],
  ['webviews', 'client/webviews/', ['protocol']],
];

// The folders and files of a part in the order of its pipeline: each may import only what is to its left. Entries between bars are peers and never
// import each other. This is the order of docs/architecture.md.
const orders: Readonly<Record<string, string>> = {
  'src-shared/kyn':
    'catalogue | syntax | format names | types | fixes training | data | check | checks | analyze raise | dataFindings hover | completion',
  'src-shared/artifacts':
    'comboName diff exact experimentForm fileFormat foreignKeys secrets | fields fingerprintForm ignoreComment kind versionGate | fieldAt fieldTable jsonSchema manifestForm validate | kinds | detect | read',
  'src-shared/repro': 'files hash | compare data git golden lock | diagnostics dlm experiment',
  'server/src/lsp':
    'base | workspace | compiler | protocol | artifact spec | lenses | features | refreshNotifier | server | main',
  'server/src/cli':
    'cliPaths duplicateNotes exitCode findPython lockSearch memo | command | print readArguments readInput specImports | outcome | check diff dlm fingerprint fmt manifest | commands | run | main',
  'client/src':
    'base ui | actions data panels runs spec | lock status | tasks | dlm manifest server | commands | commandsPart | parts | extension',
  'client/webviews': 'shared | diff',
};

const folderOf = (path: string) => table.find(([, prefix]) => path.startsWith(prefix));

test('every source lies in a folder of the table', () => {
  expect(sources.length).toBeGreaterThan(150);
  expect(sources.filter(s => !folderOf(s.path)).map(s => s.path)).toEqual([]);
});

test('no folder imports another that it may not', () => {
  const wrong = sources.flatMap(({ path, imports }) =>
    imports.flatMap(({ file }) => {
      const [own, , mayImport = []] = folderOf(path) ?? [];
      const other = file && folderOf(file)?.[0];
      return !file?.endsWith('.ts') || other === own || mayImport.includes(other ?? '') ? [] : [`${path} -> ${file}`];
    }),
  );
  expect(wrong).toEqual([]);
});

describe.each(Object.entries(orders))('%s', (part, order) => {
  const ranks = new Map(
    order.split(' | ').flatMap((peers, rank) => peers.split(' ').map(name => [name, rank] as const)),
  );
  // The folder of a part in which a file is, or the file itself where it is in none.
  const entryOf = (path: string): string | undefined =>
    path.startsWith(`${part}/`) ? path.slice(part.length + 1).split(/[/.]/)[0] : undefined;
  const own = sources.filter(s => s.path.startsWith(`${part}/`));

  test('the order names each folder, and nothing else', () => {
    expect([...ranks.keys()].sort()).toEqual([...new Set(own.map(s => entryOf(s.path)))].sort());
  });

  test('a folder imports only the folders to its left', () => {
    const wrong = own.flatMap(({ path, imports }) =>
      imports.flatMap(({ file }) => {
        const [from, to] = [entryOf(path), file === undefined ? undefined : entryOf(file)];
        const isAllowed = to === undefined || to === from || (ranks.get(to) ?? 0) < (ranks.get(from ?? '') ?? 0);
        return isAllowed ? [] : [`${path} -> ${file}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

test('the interface of the host imports nothing', () => {
  expect(sources.find(s => s.path === 'src-shared/host/host.ts')?.imports).toEqual([]);
});

test('there is no circle', () => {
  expect(circleIn(sources)).toBeUndefined();
});

// Paths of a circle, the first again at the end.
function circleIn(all: readonly Source[]): string[] | undefined {
  const next = new Map(all.map(s => [s.path, s.imports.flatMap(i => i.file ?? [])]));
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const file of next.get(path) ?? []) {
      const circle = visit(file, [...way, path]);
      if (circle) return circle;
    }
    done.add(path);
    return undefined;
  };
  for (const { path } of all) {
    const circle = visit(path, []);
    if (circle) return circle;
  }
  return undefined;
}

describe('packages', () => {
  const importers = (wanted: (name: string) => boolean): string[] =>
    sources.filter(s => s.imports.some(i => i.file === undefined && wanted(i.name))).map(s => s.path);
  const outside = (folders: readonly string[], paths: readonly string[]): string[] =>
    paths.filter(path => !folders.some(folder => path.startsWith(folder)));

  test('Node is imported by the host on Node and by the shells alone', () => {
    const isNode = (name: string) =>
      /^(node:|(fs|path|os|crypto|child_process|url|util|process|events|stream)(\/|$))/.test(name);
    const paths = importers(isNode);
    expect(paths).toContain('src-shared/host/nodeHost.ts');
    expect(outside(['src-shared/host/nodeHost.ts', 'server/src/', 'client/src/'], paths)).toEqual([]);
  });

  test('VS Code is imported by the client alone', () => {
    const paths = importers(name => name === 'vscode' || name.startsWith('vscode-languageclient'));
    expect(paths.length).toBeGreaterThan(0);
    expect(outside(['client/src/'], paths)).toEqual([]);
  });

  test('the language server library is imported by the server alone', () => {
    expect(
      outside(
        ['server/src/lsp/'],
        importers(name => name.startsWith('vscode-languageserver')),
      ),
    ).toEqual([]);
  });

  // zod checks artifacts; yaml reads the front matter of .dlm documents, which only a whole YAML parser reads without mistakes.
  test('the core imports zod and yaml and nothing else', () => {
    const core = sources.filter(s => s.path.startsWith('src-shared/') && s.path !== 'src-shared/host/nodeHost.ts');
    const names = new Set(core.flatMap(s => s.imports.flatMap(i => (i.file === undefined ? [i.name] : []))));
    expect([...names].sort()).toEqual(['yaml', 'zod']);
  });

  test('screens import no package', () => {
    const screens = sources.filter(s => s.path.startsWith('client/webviews/'));
    expect(screens.flatMap(s => s.imports.filter(i => i.file === undefined).map(i => `${s.path} ${i.name}`))).toEqual(
      [],
    );
  });
});

describe('lists', () => {
  const lists = [
    'src-shared/kyn/checks/',
    'src-shared/artifacts/kinds/',
    'server/src/lsp/features/',
    'server/src/cli/commands/',
    'client/src/commands/',
  ];

  test.each(lists)('entries of %s never import each other', list => {
    const entries = sources.filter(s => s.path.startsWith(list) && !s.path.endsWith('/index.ts'));
    expect(entries.length).toBeGreaterThan(1);
    const wrong = entries.flatMap(({ path, imports }) =>
      imports.flatMap(i => (i.file?.startsWith(list) ? [`${path} -> ${i.file}`] : [])),
    );
    expect(wrong).toEqual([]);
  });

  test('no file names a kind of artifact; they are reached through their list', () => {
    const kinds = 'src-shared/artifacts/kinds/';
    const wrong = sources
      .filter(s => !s.path.startsWith(kinds))
      .flatMap(s =>
        s.imports.flatMap(i => (i.file?.startsWith(kinds) && i.file !== `${kinds}index.ts` ? [s.path] : [])),
      );
    expect(wrong).toEqual([]);
  });
});

test('imports of every form are seen', () => {
  const text = `
    import a from './a';
    import type { B } from "./b";
    import {
      c,
      type D,
    } from './c';
    import './d.css';
    export * from './e';
    export { f } from './f';
    const g = await import('./g');
    const h = require("./h");
    type I = import('./i').I;
    // import x from './x';
    /* import y from './y'; */
    const text = 'from here';
  `;
  expect(importsIn(text).sort()).toEqual(['./a', './b', './c', './d.css', './e', './f', './g', './h', './i']);
});

test('a circle is seen', () => {
  const file = (path: string, ...files: string[]): Source => ({
    path,
    imports: files.map(f => ({ name: f, file: f })),
  });
  expect(circleIn([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual(['b', 'c', 'b']);
  expect(circleIn([file('a', 'b', 'c'), file('b', 'c'), file('c')])).toBeUndefined();
});
