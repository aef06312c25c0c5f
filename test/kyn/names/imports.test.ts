// Imports: the names that they provide and their problems. The fixtures are completed to whole specs, see check.ts.
import { describe, expect, test, vi } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { modelInput } from '../../../src-shared/kyn/checks/modelInput';
import {
  compose,
  importProblemText,
  MAX_IMPORT_DEPTH,
  MAX_IMPORTED_FILES,
} from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { checkDiagnostics, specCases } from '../check';

describe('imports', () => {
  specCases({
    'provide datasets and models': `
      import "parts/rows.kyn"
      import "net.kyn"
      train:
          ...
      //- /parts/rows.kyn
      dataset Rows:
          ...
      //- /net.kyn
      model Net:
          ...
    `,
    'are transitive, with each path relative to its own file': `
      import "parts/all.kyn"
      //- /parts/all.kyn
      import "more/rows.kyn"
      import "../net.kyn"
      //- /parts/more/rows.kyn
      dataset Rows:
          ...
      //- /net.kyn
      model Net:
          ...
    `,
    'include a file once that two files import': `
      import "a.kyn"
      import "b.kyn"
      //- /a.kyn
      import "rows.kyn"
      //- /b.kyn
      import "rows.kyn"
      //- /rows.kyn
      dataset Rows:
          ...
    `,
    'include a file once that is imported twice': `
      import "rows.kyn"
      import "./rows.kyn"
      //- /rows.kyn
      dataset Rows:
          ...
    `,
    'do not provide params': `
      import "rows.kyn"
      train:
          ...
          batch = $b
          #       ^^ error undefined-param: Undefined parameter reference '$b'. Known params: []
      //- /rows.kyn
      params:
          b = 8
      dataset Rows:
          ...
    `,
    'of a missing file are one finding': `
      import "rows.kyn"
      #      ^^^^^^^^^^ error import-problem: File not found: rows.kyn. Import paths are relative to the importing file.
      train:
          ...
          data = TheirRows
    `,
    'of a file that imports an unreadable file': `
      import "a.kyn"
      #      ^^^^^^^ error import-problem: rows.kyn (imported by a.kyn) cannot be read. Check that it is a file and that you have permission to read it.
      //- /a.kyn
      import "rows.kyn"
      //- /rows.kyn unreadable
    `,
    'of a file that imports a missing file': `
      import "a.kyn"
      #      ^^^^^^^ error import-problem: File not found: rows.kyn (imported by a.kyn, then b.kyn). Import paths are relative to the importing file.
      //- /a.kyn
      import "b.kyn"
      //- /b.kyn
      import "rows.kyn"
    `,
    'of an unreadable file': `
      import "rows.kyn"
      #      ^^^^^^^^^^ error import-problem: rows.kyn cannot be read. Check that it is a file and that you have permission to read it.
      import "latin.kyn"
      #      ^^^^^^^^^^^ error import-problem: latin.kyn is not UTF-8 text. Save it as UTF-8.
      //- /rows.kyn unreadable
      //- /latin.kyn not-utf8
    `,
    'of the spec itself': `
      import "spec.kyn"
      #      ^^^^^^^^^^ error import-problem: This file imports itself (spec.kyn). Remove the import.
      //- /spec.kyn
    `.replace('//- /spec.kyn\n', ''),
    'in a cycle': `
      import "a.kyn"
      #      ^^^^^^^ error import-problem: Import cycle: this file imports a.kyn, which imports spec.kyn again. Remove one of the imports.
      //- /a.kyn
      import "spec.kyn"
    `,
    'in a cycle that does not contain the spec': `
      import "a.kyn"
      #      ^^^^^^^ error import-problem: Import cycle: this file imports a.kyn, which imports b.kyn, which imports a.kyn again. Remove one of the imports.
      //- /a.kyn
      import "b.kyn"
      dataset Rows:
          ...
      //- /b.kyn
      import "a.kyn"
    `,
    'of a name that the spec also declares': `
      import "net.kyn"
      #^^^^^ error duplicate-name: net.kyn also declares a model named \`Net\`; rename one of them.
      model Net:
          ...
      //- /net.kyn
      model Net:
          ...
    `,
    'of a name that two files declare': `
      import "a.kyn"
      import "b.kyn"
      #^^^^^ error duplicate-name: a.kyn and b.kyn both declare a dataset named \`Rows\`; rename one of them.
      //- /a.kyn
      dataset Rows:
          ...
      //- /b.kyn
      dataset Rows:
          ...
    `,
    'of a file with syntax errors': `
      import "rows.kyn"
      #      ^^^^^^^^^^ error import-broken: rows.kyn has a syntax error; open it to see and fix it.
      import "net.kyn"
      #      ^^^^^^^^^ error import-broken: net.kyn has 2 syntax errors; open it to see and fix them.
      //- /rows.kyn
      dataset Rows:
          ...
          split = 5.
      //- /net.kyn
      model Net
          input 4;
    `,
    'of a file with a byte order mark': `
      import "rows.kyn"
      //- /rows.kyn
      \ufeff
      dataset Rows:
          ...
    `,
    'of a file whose datasets and models have errors': `
      import "rows.kyn"
      #      ^^^^^^^^^^ error import-broken: rows.kyn has 2 errors, the first is: This \`dataset\` block needs \`source\`…
      import "net.kyn"
      #      ^^^^^^^^^ error import-broken: net.kyn has an error: Unsupported activation 'elu' in model 'Net'
      //- /rows.kyn
      dataset Rows:
          target = 3
      //- /net.kyn
      model Net:
          ...
          dense 1 elu
    `,
    'of a file that imports one with errors': `
      import "all.kyn"
      #      ^^^^^^^^^ error import-broken: net.kyn has an error: This model has no \`input\` layer; its first layer must be \`input <n>\`, the number of features.
      //- /all.kyn
      import "net.kyn"
      //- /net.kyn
      model Net:
          dense 1 linear
    `,
    'are checked with the params of the spec': `
      import "net.kyn"
      #      ^^^^^^^^^ error import-broken: net.kyn has 2 errors, the first is: Undefined parameter reference '$n'. Known params: ['units', 'p']
      params:
          units = 8
          p = "x"
      //- /net.kyn
      params:
          n = 4
      model Net:
          input $n
          dense $units relu
          dropout $p
          dense 1 linear
    `,
    'of a file with errors only in blocks that are not imported are fine': `
      import "rows.kyn"
      train:
          ...
      //- /rows.kyn
      dataset Rows:
          ...
      train:
          epochs = -1
      export:
          format = 3
      sweep:
          nothing = []
    `,
  });

  test('take part in the suggestions for an unknown name', () => {
    checkDiagnostics(`
      import "rows.kyn"
      train:
          model = Net
          data = Row
          #      ^^^ error unknown-name: Unknown dataset \`Row\`; did you mean \`Rows\`?
          loss = mse
          optimizer = adam(lr=0.1)
          epochs = 3
      model Net:
          input 4
      //- /rows.kyn
      dataset Rows:
          source = csv("rows.csv")
          target = "y"
    `);
  });
});

describe('the order of imported files', () => {
  test('is depth first, in text order, each once', () => {
    const files: Record<string, string> = {
      a: 'import "c"\nimport "b"\n',
      b: 'import "c"\n',
      c: 'import "d"\n',
      d: '',
      e: 'import "a"\n',
    };
    const load = (_: string, path: string) => ({ id: path, label: path, tree: parse(files[path] ?? '') });
    const tree = parse('import "e"\nimport "b"\nimport "d"\n');
    const { files: found, problems } = compose({ id: 'spec', tree }, load);
    expect(found.map(f => `${f.id} by line ${f.via.at / 11 + 1}`)).toEqual([
      'e by line 1',
      'a by line 1',
      'c by line 1',
      'd by line 1',
      'b by line 1',
    ]);
    expect(problems).toEqual([]);
  });

  test('many imports of each other are resolved in reasonable time', () => {
    const n = MAX_IMPORT_DEPTH;
    const all = Array.from({ length: n }, (_, i) => `import "${i}"\n`).join('');
    const load = (_: string, path: string) => ({
      id: path,
      label: path,
      tree: parse(Number(path) < n - 1 ? `import "${Number(path) + 1}"\n` : ''),
    });
    const { files } = compose({ id: 'spec', tree: parse(all) }, load);
    expect(files).toHaveLength(n);
  });

  test('a chain of imports has a limit, which is reported once', () => {
    const load = (_: string, path: string) => ({
      id: path,
      label: path,
      tree: parse(`import "${Number(path) + 1}"\n`),
    });
    const { files, problems } = compose({ id: 'spec', tree: parse('import "1"\n') }, load);
    expect(files).toHaveLength(MAX_IMPORT_DEPTH);
    expect(problems.map(importProblemText)).toEqual([
      'The chain of imports is longer than 100 files, so 101 and what it imports are not read. Import fewer files in a row.',
    ]);
  });

  test('the number of imported files has a limit, which is reported once', () => {
    const all = Array.from({ length: MAX_IMPORTED_FILES + 50 }, (_, i) => `import "${i + 1}"\n`).join('');
    const load = (_: string, path: string) => ({ id: path, label: path, tree: parse('') });
    const { files, problems } = compose({ id: 'spec', tree: parse(all) }, load);
    expect(files).toHaveLength(MAX_IMPORTED_FILES);
    expect(problems.map(importProblemText)).toEqual([
      'This spec imports more than 1,000 files, so 1001 and the remaining ones are not read. Import fewer files.',
    ]);
  });

  test('files that cannot be read count to that limit, each once', () => {
    const names = Array.from({ length: MAX_IMPORTED_FILES + 50 }, (_, i) => `${i + 1}`);
    const loaded: string[] = [];
    const load = (_: string, path: string) => {
      loaded.push(path);
      return { id: path, label: path, problem: 'missing' as const };
    };
    const all = ['1', '1', ...names].map(name => `import "${name}"\n`).join('');
    const { problems } = compose({ id: 'spec', tree: parse(all) }, load);
    expect(loaded.at(-1)).toBe(`${MAX_IMPORTED_FILES + 1}`);
    expect(problems.map(p => p.kind)).toEqual([...Array<string>(MAX_IMPORTED_FILES + 2).fill('missing'), 'too-many']);
  });

  test('the findings of a file are computed once for all specs that import it', () => {
    const checked = vi.spyOn(modelInput, 'block');
    const tree = parse('model Net:\n    dense 1 linear\n');
    const load = (_: string, path: string) => ({ id: path, label: path, tree });
    for (const batch of [1, 2]) {
      const spec = parse(`import "net.kyn"\nparams:\n    b = ${batch}\n`);
      const composition = compose({ id: `${batch}`, tree: spec }, load);
      expect(analyze({ tree: spec, composition }).diagnostics.map(d => d.code)).toContain('import-broken');
    }
    expect(checked.mock.calls.filter(([{ block }]) => block.keyword === 'model')).toHaveLength(1);
    checked.mockRestore();
  });

  test('the name of a file with a secret in its path is shown without it', () => {
    const load = (_: string, path: string) => ({
      id: path,
      label: path.replace('//', '/'),
      tree: parse('model Net:\n    input 1\n'),
    });
    const text = 'import "s3://user:wJalrXUtnFEMIK7MDENG@a/x"\nimport "s3://user:wJalrXUtnFEMIK7MDENG@b/x"\n';
    const { files } = compose({ id: 'spec', tree: parse(text) }, load);
    expect(files.map(f => f.label)).toEqual(['s3://(hidden)@a/x', 's3://(hidden)@b/x']);
  });

  test('a message shows the beginning and the end of a long chain', () => {
    const load = (_: string, path: string) =>
      Number(path) > 20
        ? { id: path, label: path, problem: 'missing' as const }
        : { id: path, label: path, tree: parse(`import "${Number(path) + 1}"\n`) };
    const { problems } = compose({ id: 'spec', tree: parse('import "1"\n') }, load);
    expect(problems.map(importProblemText)).toEqual([
      'File not found: 21 (imported by 1, then 2, then 3, then 16 more files, then 20). Import paths are relative to the importing file.',
    ]);
  });
});
