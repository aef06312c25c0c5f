// Which folder may import which: the table of docs/architecture.md. Type imports count, and cycles are not allowed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsIn, type Source, sourcesIn, top } from './sources';

const sources = sourcesIn('src-shared', 'server/src', 'client/src', 'client/webviews');

// Folders by path, the more specific first, with the folders that each may import besides itself.
const CORE = [
  'text',
  'query',
  'python',
  'zip',
  'host',
  'node',
  'kyn',
  'artifacts',
  'repro',
  'runs',
  'launch',
  'evidence',
  'agents',
  'views',
  'protocol',
];
const table: readonly (readonly [folder: string, prefix: string, mayImport: readonly string[]])[] = [
  ['text', 'src-shared/text/', []],
  ['protocol', 'src-shared/protocol/', []],
  ['zip', 'src-shared/zip/', []],
  ['query', 'src-shared/query/', ['text']],
  ['node', 'src-shared/host/node/', ['host']],
  ['host', 'src-shared/host/', ['node']],
  ['python', 'src-shared/python/', ['text']],
  ['kyn', 'src-shared/kyn/', ['text', 'python']],
  ['artifacts', 'src-shared/artifacts/', ['text', 'python']],
  ['repro', 'src-shared/repro/', ['text', 'python', 'host', 'kyn', 'artifacts', 'protocol']],
  ['runs', 'src-shared/runs/', ['text', 'query', 'python', 'zip', 'host', 'kyn', 'artifacts', 'repro']],
  ['launch', 'src-shared/launch/', ['text', 'host', 'artifacts', 'repro']],
  ['evidence', 'src-shared/evidence/', ['text', 'host', 'artifacts', 'repro']],
  ['agents', 'src-shared/agents/', ['text', 'host']],
  ['views', 'src-shared/views/', ['text', 'python', 'kyn', 'artifacts', 'repro', 'runs', 'launch', 'protocol']],
  ['lsp', 'server/src/lsp/', CORE],
  ['cli', 'server/src/cli/', CORE],
  ['programs', 'server/src/', ['lsp', 'cli', 'node', 'agents', 'text']],
  ['client', 'client/src/', ['protocol', 'text', 'node']],
  ['webviews', 'client/webviews/', ['protocol', 'query']],
];

// The folders and files of a part in the order of its pipeline: each may import only what is to its left. Entries between bars are peers and never
// import each other. This is the order of docs/architecture.md.
const orders: Readonly<Record<string, string>> = {
  'src-shared/kyn':
    'catalogue | syntax | format names | types | fixes training | changes data | check compile | checks | analyze byteFinding | dataFindings hover | completion',
  'src-shared/artifacts':
    'valueIdentity | comboName comboTexts describeValue diff exact fileFormat functionNames goldenSpan hasNonFinite listedTexts openingSpan secrets shape slurmFields temporaryFile | metrics | dlmLockVersion experimentVersion evalConfig fields fingerprintForm ignoreComment kind sweepForm | findings | experimentForm fieldAt fieldTable jsonSchema manifestForm pathAt textFinding validate | fieldCompletion kinds | detect | read',
  'src-shared/repro':
    'files hash merge programs | data git history | findings | compare golden lock | diagnostics dlm experiment | settings training | reproduce | trace',
  'server/src/lsp':
    'base | workspace | compiler protocol | adapt artifact spec | references versions | diagnostics lenses | answerRequest features refreshNotifier userReports | backgroundReads initializeResult workspaceScan | server | browser node | main',
  'server/src/cli':
    'cliPaths commandWords duplicateKeyWarnings exitCode lockSearch programs standardOutput terminalColors terminalColumns terminalProgress | command | commonOptions dvcText gitProgress outputPath progress target trainOptions userCache | print | lockedChanges projectSettings readArguments readInput searchFolders specData specImports | lockReports outcome | findCommand search writeOutput | check completions diff dlm explain fingerprint fmt git manifest mcp | compile targets | train | launch | reproduce sweep | runs trace verify | evidence | commands | run | main',
  'client/src':
    'base | ui | actions data runs spec | panels | lock status versions | tasks | agents dlm jobs manifest server | commands | commandsPart | computerParts parts | extension',
  'client/webviews': 'shared | diff reproduction runs | main',
};

const folderOf = (path: string) => table.find(([, prefix]) => path.startsWith(prefix));

test('every source is in a folder of the table', () => {
  expect(sources.length).toBeGreaterThan(150);
  expect(sources.filter(s => !folderOf(s.path)).map(s => s.path)).toEqual([]);
});

test('each folder imports only the folders that the table allows', () => {
  const wrong = sources.flatMap(({ path, imports }) =>
    imports.flatMap(({ file }) => {
      const [own, , mayImport = []] = folderOf(path) ?? [];
      const other = file && folderOf(file)?.[0];
      return !/\.tsx?$/.test(file ?? '') || other === own || mayImport.includes(other ?? '')
        ? []
        : [`${path} -> ${file}`];
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

  test('the order names each folder and no other', () => {
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

test('the imports have no cycle', () => {
  expect(cycleIn(sources)).toBeUndefined();
});

// The paths of a cycle; the first path is repeated at the end.
function cycleIn(all: readonly Source[]): string[] | undefined {
  const next = new Map(all.map(s => [s.path, s.imports.flatMap(i => i.file ?? [])]));
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const file of next.get(path) ?? []) {
      const cycle = visit(file, [...way, path]);
      if (cycle) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const { path } of all) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return undefined;
}

describe('packages', () => {
  const importers = (wanted: (name: string) => boolean): string[] =>
    sources.filter(s => s.imports.some(i => i.file === undefined && wanted(i.name))).map(s => s.path);
  const outside = (folders: readonly string[], paths: readonly string[]): string[] =>
    paths.filter(path => !folders.some(folder => path.startsWith(folder)));

  const NODE_HOST = ['src-shared/host/nodeHost.ts', 'src-shared/host/node/'];

  test('only nodeHost and the shells import Node', () => {
    const isNode = (name: string) =>
      /^(node:|(fs|path|os|crypto|child_process|url|util|process|events|stream)(\/|$))/.test(name);
    const paths = importers(isNode);
    expect(paths).toContain('src-shared/host/node/readFile.ts');
    expect(outside([...NODE_HOST, 'server/src/', 'client/src/'], paths)).toEqual([]);
  });

  test('one file starts processes', () => {
    expect(importers(name => name.endsWith('child_process'))).toEqual(['src-shared/host/node/startProcess.ts']);
  });

  test('only the client imports VS Code', () => {
    const paths = importers(name => name === 'vscode' || name.startsWith('vscode-languageclient'));
    expect(paths.length).toBeGreaterThan(0);
    expect(outside(['client/src/'], paths)).toEqual([]);
  });

  test('only the server imports the language server library', () => {
    expect(
      outside(
        ['server/src/lsp/'],
        importers(name => name.startsWith('vscode-languageserver')),
      ),
    ).toEqual([]);
  });

  // zod validates artifacts (the whole of it is 19 kB more in each package); yaml reads the front matter of .dlm documents as PyYAML does; DVC records MD5; logs of Inspect AI are ZIP archives.
  test('the core imports no package except zod, yaml, MD5 and inflate', () => {
    const core = sources.filter(s => s.path.startsWith('src-shared/') && !NODE_HOST.some(p => s.path.startsWith(p)));
    const names = new Set(core.flatMap(s => s.imports.flatMap(i => (i.file === undefined ? [i.name] : []))));
    expect([...names].sort()).toEqual(['@noble/hashes/legacy.js', 'fflate/browser', 'yaml', 'zod/mini']);
  });

  test('screens import no package except preact', () => {
    const screens = sources.filter(s => s.path.startsWith('client/webviews/'));
    const names = new Set(screens.flatMap(s => s.imports.flatMap(i => (i.file === undefined ? [i.name] : []))));
    expect([...names].sort()).toEqual(['preact', 'preact/hooks']);
  });

  test('only screens import preact', () => {
    const paths = importers(name => name.startsWith('preact'));
    expect(outside(['client/webviews/'], paths)).toEqual([]);
  });
});

describe('lists', () => {
  const lists = [
    'src-shared/kyn/checks/',
    'src-shared/kyn/compile/findings/',
    'src-shared/artifacts/findings/',
    'src-shared/artifacts/kinds/',
    'src-shared/repro/findings/',
    'src-shared/agents/tools/',
    'src-shared/runs/trackers/kinds/',
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

  // A finding of artifacts or locks is reported by the code that has its facts, so it is imported there.
  const readAsList = lists.filter(list => !list.endsWith('/findings/'));

  test.each(readAsList)('files outside of %s import only the list, never an entry', list => {
    const wrong = sources
      .filter(s => !s.path.startsWith(list))
      .flatMap(({ path, imports }) =>
        imports.flatMap(i =>
          i.file?.startsWith(list) && i.file !== `${list}index.ts` ? [`${path} -> ${i.file}`] : [],
        ),
      );
    expect(wrong).toEqual([]);
  });
});

describe('the workspace of the language server', () => {
  const lsp = 'server/src/lsp/';
  const state = `${lsp}workspace/`;
  const importsOfState = (path: string, imports: Source['imports']): string[] =>
    imports.flatMap(i => (i.file?.startsWith(state) ? [`${path} -> ${i.file}`] : []));

  test('only server.ts imports the writable classes; all others use the views', () => {
    const views = ['workspaceView.ts', 'actionResults.ts'].map(name => state + name);
    const users = sources.filter(s => s.path !== `${lsp}server.ts` && !s.path.startsWith(state));
    const wrong = users.flatMap(({ path, imports }) =>
      importsOfState(
        path,
        imports.filter(i => !views.includes(i.file ?? '')),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('the views import no writable class', () => {
    const wrong = sources
      .filter(s => s.path === `${state}workspaceView.ts` || s.path === `${state}actionResults.ts`)
      .flatMap(({ path, imports }) => importsOfState(path, imports));
    expect(wrong).toEqual([]);
  });

  test('the view of the workspace has only readonly properties and no method that writes', () => {
    const text = readFileSync(join(top, state, 'workspaceView.ts'), 'utf8');
    const members = [...text.matchAll(/^ {2}(readonly )?(\w+)(\(|\??:)/gm)];
    expect(members.length).toBeGreaterThan(40);
    expect(members.filter(([, readonly, , form]) => form !== '(' && !readonly).map(m => m[2])).toEqual([]);
    const writers = sources
      .filter(s => s.path.startsWith(state))
      .flatMap(s => [
        ...readFileSync(join(top, s.path), 'utf8').matchAll(/\/\*\* Writes: [^\n]*\*\/\n {2}(?:async )?(\w+)\(/g),
      ])
      .map(match => match[1]);
    expect(writers).toContain('configure');
    expect(members.flatMap(([, , name, form]) => (form === '(' && writers.includes(name) ? [name] : []))).toEqual([]);
  });
});

test('imports of every form are detected', () => {
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

test('a cycle is detected', () => {
  const file = (path: string, ...files: string[]): Source => ({
    path,
    imports: files.map(f => ({ name: f, file: f })),
  });
  expect(cycleIn([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual(['b', 'c', 'b']);
  expect(cycleIn([file('a', 'b', 'c'), file('b', 'c'), file('c')])).toBeUndefined();
});
