// What the fixes write, to the letter. That a fix cures its finding and brings no new error is checked in every case of the other files.
import { describe, test } from 'vitest';
import { checkFix } from './check';

// [name, before, after, title of the fix where there are several]
type Case = readonly [name: string, before: string, after: string, title?: string];

function fixCases(cases: readonly Case[]): void {
  for (const [name, before, after, title] of cases) test(name, () => checkFix(before, after, title));
}

describe('values', () => {
  const inParams = (value: string) => `params:\n    a = ${value}   # it\n`;
  fixCases([
    ['1e-3', inParams('1e-3'), inParams('0.001')],
    ['-1.5e-2', inParams('-1.5e-2'), inParams('-0.015')],
    ['2.50e1', inParams('2.50e1'), inParams('25.0')],
    ['1E3', inParams('1E3'), inParams('1000')],
    ['+.5', inParams('+.5'), inParams('0.5')],
    ['5.', inParams('5.'), inParams('5.0')],
    ['1_000.5', inParams('1_000.5'), inParams('1000.5')],
    ['True', inParams('True'), inParams('true')],
    ['FALSE', inParams('FALSE'), inParams('false')],
    ["'x'", inParams("'x'"), inParams('"x"')],
    ['an empty string', inParams("''"), inParams('""')],
  ]);
});

describe('what is not closed', () => {
  const inTrain = (value: string) =>
    `train:\n    model = Net\n    data = Rows\n    loss = mse\n    optimizer = ${value}\n    epochs = 3\n`;
  fixCases([
    ['a list, before a comment', 'evaluate:\n    metrics = [mae   # x\n', 'evaluate:\n    metrics = [mae]   # x\n'],
    ['a list, at the end of the file', 'evaluate:\n    metrics = [mae', 'evaluate:\n    metrics = [mae]'],
    ['a list in a call', inTrain('adam(betas=[0.1, 0.9  '), inTrain('adam(betas=[0.1, 0.9])  ')],
    ['an empty call', inTrain('adam('), inTrain('adam()')],
    ['a list behind a comma', inTrain('adam([1,'), inTrain('adam([1,])')],
    ['a string', 'params:\n    a = "x y  \n', 'params:\n    a = "x y"\n'],
    ['a string that has swallowed a bracket', inTrain('adam(kind="x)'), inTrain('adam(kind="x")')],
    ['a string that has swallowed no bracket', inTrain('adam(kind=["x'), inTrain('adam(kind=["x"])')],
    ['a string in single quotes', "params:\n    a = 'x\n", 'params:\n    a = "x"\n'],
  ]);
});

describe('lines', () => {
  fixCases([
    ['a colon', 'params\n    a = 1\n', 'params:\n    a = 1\n'],
    ['a colon before a comment', 'params  # x\n    a = 1\n', 'params:  # x\n    a = 1\n'],
    ['an equals sign', 'params:\n    a 1\n', 'params:\n    a = 1\n'],
    ['an equals sign for a colon', 'params:\n    a: 1\n', 'params:\n    a = 1\n'],
    ['an equals sign for a colon with blanks', 'params:\n    a :  1\n', 'params:\n    a =  1\n'],
    ['too little indentation', 'params:\n  a = 1\n', 'params:\n    a = 1\n'],
    ['too much indentation', 'params:\n      a = 1\n', 'params:\n    a = 1\n'],
    ['no indentation', 'params:\na = 1\n', 'params:\n    a = 1\n'],
    ['a tab', 'params:\n \t a = 1\n', 'params:\n    a = 1\n'],
    ['an indented header', '# x\n\tparams:\n    a = 1\n', '# x\nparams:\n    a = 1\n'],
    ['a mistyped keyword', 'parms:\n    a = 1\n', 'params:\n    a = 1\n'],
    ['a name where none belongs', 'params Mine :\n    a = 1\n', 'params :\n    a = 1\n'],
    [
      'an axis that is one value',
      'params:\n    a = 1\nsweep:\n    a = $a\n',
      'params:\n    a = 1\nsweep:\n    a = [$a]\n',
    ],
    ['a byte order mark', '\ufeffparams:\n    a = 1\n', 'params:\n    a = 1\n'],
    ['a key that stands twice', 'params:\n    a = 1\n    a = 2  # x\n    b = 3\n', 'params:\n    a = 1\n    b = 3\n'],
    ['a key that stands twice, with CR LF', 'params:\r\n    a = 1\r\n    a = 2\r\n', 'params:\r\n    a = 1\r\n'],
    [
      'a key that stands twice, with CR',
      'params:\r    a = 1\r    a = 2\r    b = 3\r',
      'params:\r    a = 1\r    b = 3\r',
    ],
  ]);
});

describe('imports', () => {
  const rows = '\n//- /my rows.kyn\n'.replace('my ', '');
  const withRows = (statement: string) => `${statement}${rows}dataset Rows:\n    source = csv("x")\n    target = "y"\n`;
  fixCases([
    ['without quotes', withRows('import rows.kyn'), withRows('import "rows.kyn"')],
    ['in single quotes', withRows("import 'rows.kyn'  # x"), withRows('import "rows.kyn"  # x')],
    ['with a quote that is not closed', withRows('import "rows.kyn'), withRows('import "rows.kyn"')],
    ['with a colon', withRows('import: "rows.kyn"'), withRows('import "rows.kyn"')],
    ['with a colon and no quotes', withRows('import : rows.kyn'), withRows('import  "rows.kyn"')],
    ['of a path with blanks', "import 'my rows.kyn'\n", 'import "my rows.kyn"\n'],
  ]);
});

describe('keys and words', () => {
  const train = (rest: string) =>
    `train:\n    model = Net\n    data = Rows\n    loss = mse\n    optimizer = adam(lr=0.1)\n${rest}`;
  fixCases([
    ['a mistyped key', train('    epoch = 3\n'), train('    epochs = 3\n')],
    ['a missing key', train(''), train('    epochs = 1\n')],
    ['a missing key, above blank lines', train('\n\n'), train('    epochs = 1\n\n\n')],
    ['a missing key, at the end of the file', train('').trimEnd(), train('    epochs = 1').trimEnd()],
    [
      'a missing reference takes the first that there is',
      'model First:\n    input 4\nmodel Net:\n    input 4\ntrain:\n    data = Rows\n    loss = mse\n    optimizer = adam(lr=0.1)\n    epochs = 3\n',
      'model First:\n    input 4\nmodel Net:\n    input 4\ntrain:\n    data = Rows\n    loss = mse\n    optimizer = adam(lr=0.1)\n    epochs = 3\n    model = First\n',
    ],
    ['a mistyped word', 'model Net:\n    input 4\n    dense 8 rellu\n', 'model Net:\n    input 4\n    dense 8 relu\n'],
    ['a mistyped callee', train('    epochs = 3\n').replace('adam', 'adamm'), train('    epochs = 3\n')],
    ['a mistyped name', train('    epochs = 3\n').replace('Net', 'net'), train('    epochs = 3\n')],
    ['a mistyped param', 'params:\n    rate = 1\n    b = [$rat]\n', 'params:\n    rate = 1\n    b = [$rate]\n'],
    [
      'a mistyped axis',
      'params:\n    rate = 1\nsweep:\n    rat = [1]\n',
      'params:\n    rate = 1\nsweep:\n    rate = [1]\n',
    ],
    ['a string for a word', train('    epochs = 3\n').replace('mse', '"mse"'), train('    epochs = 3\n')],
    ['a string for a number', train('    epochs = "3"\n'), train('    epochs = 3\n')],
    [
      'a word for a string',
      'dataset Rows:\n    source = csv("x")\n    target = y\n',
      'dataset Rows:\n    source = csv("x")\n    target = "y"\n',
    ],
    [
      'an argument that is inferred',
      'model Net:\n    input 4\n    dense 8 in_features=4 relu\n',
      'model Net:\n    input 4\n    dense 8 relu\n',
    ],
  ]);
});
