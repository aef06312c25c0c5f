// The exact text after each fix. The other test files check that a fix removes its finding and adds no error.
import { describe, test } from 'vitest';
import { checkFix } from '../check';

// [name, before, after, title of the fix if there are several]
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

describe('unclosed brackets and strings', () => {
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
    ['an unexpected block name', 'params Mine :\n    a = 1\n', 'params :\n    a = 1\n'],
    [
      'an axis with a single value',
      'params:\n    a = 1\nsweep:\n    a = $a\n',
      'params:\n    a = 1\nsweep:\n    a = [$a]\n',
    ],
    ['a byte order mark', '\ufeffparams:\n    a = 1\n', 'params:\n    a = 1\n'],
    ['a duplicate key', 'params:\n    a = 1\n    a = 2  # x\n    b = 3\n', 'params:\n    a = 1\n    b = 3\n'],
    ['a duplicate key, with CR LF', 'params:\r\n    a = 1\r\n    a = 2\r\n', 'params:\r\n    a = 1\r\n'],
    ['a duplicate key, with CR', 'params:\r    a = 1\r    a = 2\r    b = 3\r', 'params:\r    a = 1\r    b = 3\r'],
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
      'a missing reference uses the first declared name',
      'model First:\n    input 4\nmodel Net:\n    input 4\ntrain:\n    data = Rows\n    loss = mse\n    optimizer = adam(lr=0.1)\n    epochs = 3\n',
      'model First:\n    input 4\nmodel Net:\n    input 4\ntrain:\n    data = Rows\n    loss = mse\n    optimizer = adam(lr=0.1)\n    epochs = 3\n    model = First\n',
    ],
    ['a mistyped word', 'model Net:\n    input 4\n    dense 8 rellu\n', 'model Net:\n    input 4\n    dense 8 relu\n'],
    ['a mistyped callee', train('    epochs = 3\n').replace('adam', 'adamm'), train('    epochs = 3\n')],
    ['a mistyped name', train('    epochs = 3\n').replace('Net', 'net'), train('    epochs = 3\n')],
    [
      'a mistyped param',
      'params:\n    rate = 1\n    b = [$rat]\n',
      'params:\n    rate = 1\n    b = [$rate]\n',
      'Change to `$rate`',
    ],
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

describe('characters from other programs', () => {
  const inTrain = (lines: string) =>
    `train:\n    model = Net\n    data = Rows\n    loss = mse\n    optimizer = adam(lr=0.1)\n${lines}`;
  fixCases([
    ['a semicolon', inTrain('    epochs = 3;  # x\n'), inTrain('    epochs = 3  # x\n')],
    ['spaces of a web page', inTrain('    epochs =\u00a0\u00a03\n'), inTrain('    epochs =  3\n')],
    ['an invisible mark', inTrain('    epochs\u200b = 3\n'), inTrain('    epochs = 3\n')],
    ['curly quotes', 'params:\n    a = \u201cx y\u201d\n', 'params:\n    a = "x y"\n'],
    ['a sign at the end', inTrain('    epochs = 3%\n'), inTrain('    epochs = 3\n')],
    ['a second =', inTrain('    epochs == 3\n'), inTrain('    epochs = 3\n')],
    ['a key in quotes', inTrain('    "epochs" = 3\n'), inTrain('    epochs = 3\n')],
    [
      'two byte order marks',
      '\ufeff\ufeff# x\nparams:\n    a = 1\n',
      '# x\nparams:\n    a = 1\n',
      'Remove the byte order mark',
    ],
  ]);
});

describe('extra and missing text', () => {
  const net = (...layers: string[]) => `model Net:\n${layers.map(l => `    ${l}\n`).join('')}`;
  fixCases([
    ['text after a statement', 'params:\n    a = 1 2  # x\n', 'params:\n    a = 1  # x\n'],
    ['a name of two words', 'model Net two:\n    input 4\n', 'model Net_two:\n    input 4\n'],
    ['elements without a comma', 'evaluate:\n    metrics = [mae rmse]\n', 'evaluate:\n    metrics = [mae, rmse]\n'],
    ['a line before every block', 'epochs = 3\nparams:\n    a = 1\n', 'params:\n    a = 1\n'],
    ['several of them', '# x\n1\n\n2\nparams:\n    a = 1\n', '# x\n\nparams:\n    a = 1\n'],
    ['a model without input', net('dense 1 linear'), net('input 1', 'dense 1 linear')],
    ['an input that is not first', net('dense 1 linear', 'input 4  # n'), net('input 4  # n', 'dense 1 linear')],
    ['a second input', net('input 4', 'input 5', 'dense 1 linear'), net('input 4', 'dense 1 linear')],
    ['a missing rate', net('input 4', 'dropout', 'dense 1 linear'), net('input 4', 'dropout 0.5', 'dense 1 linear')],
    [
      'a missing value',
      'dataset Rows:\n    source = csv("x")\n    target = "y"\n    split =\n',
      'dataset Rows:\n    source = csv("x")\n    target = "y"\n    split = 0.8\n',
    ],
    ['an axis without values', 'params:\n    a = 1\nsweep:\n    a = []\n', 'params:\n    a = 1\nsweep:\n    a = [1]\n'],
    [
      'an axis without a param',
      'params:\n    a = 1\nsweep:\n    zzz = [1]\n',
      'params:\n    a = 1\n    zzz = 1\nsweep:\n    zzz = [1]\n',
    ],
  ]);
});

describe('blocks', () => {
  const two = (first: string, second: string) => `evaluate:\n${first}\nevaluate:\n${second}`;
  const net = 'model Net:\n    input 4\n';
  fixCases([
    [
      'a second one, moved',
      'export:\n    format = torch\n\nexport:\n    path = "x"\n\n# end\n',
      'export:\n    format = torch\n    path = "x"\n\n\n# end\n',
      'Move its lines into the block above',
    ],
    [
      'a second one, removed',
      two('    metrics = [mae]\n', '    metrics = [rmse]\n'),
      'evaluate:\n    metrics = [mae]\n\n',
    ],
    ['with the same name', `${net}\n${net}`, `${net}\n${net.replace('Net', 'Net_2')}`],
    ['without a name', 'model:\n    input 4\n', 'model Net:\n    input 4\n'],
    ['with a name in quotes', 'model "Net" :\n    input 4\n', 'model Net :\n    input 4\n'],
  ]);
});

describe('values of another type', () => {
  const rows = (line: string) => `dataset Rows:\n    source = csv("x")\n    target = "y"\n    ${line}\n`;
  const train = (optimizer: string, epochs = '3') =>
    `train:\n    model = Net\n    data = Rows\n    loss = mse\n    optimizer = ${optimizer}\n    epochs = ${epochs}\n`;
  fixCases([
    ['yes for true', rows('normalize = yes'), rows('normalize = true')],
    ['0 for false', rows('normalize = 0'), rows('normalize = false')],
    ['a percentage', rows('split = 75'), rows('split = 0.75')],
    ['below the minimum', rows('num_workers = -1'), rows('num_workers = 0')],
    ['zero epochs', train('adam(lr=0.1)', '0'), train('adam(lr=0.1)', '1')],
    ['a whole number with a point', train('adam(lr=0.1)', '3.0'), train('adam(lr=0.1)', '3')],
    ['a word for a call', train('adam'), train('adam(lr=0.001)')],
    ['a path for a call', rows('prefetch = 1').replace('csv("x")', '"x"'), rows('prefetch = 1')],
    ['a word for a list', 'evaluate:\n    metrics = mae\n', 'evaluate:\n    metrics = [mae]\n'],
    [
      'an unsupported word',
      'model Net:\n    input 4\n    dense 1 elu\n',
      'model Net:\n    input 4\n    dense 1 relu\n',
    ],
    ['an unknown key', rows('colour = 1'), rows('colour = 1').replace('    colour = 1\n', '')],
    [
      'a mistyped key that is already set',
      rows('targets = "z"'),
      rows('targets = "z"').replace('    targets = "z"\n', ''),
    ],
    ['a param that is a call', `params:\n    o = adam(lr=0.1)\n${train('$o')}`, `params:\n${train('adam(lr=0.1)')}`],
    [
      'an undefined param',
      `params:\n    a = 1\n${train('adam(lr=$rate)')}`,
      `params:\n    a = 1\n    rate = 0.001\n${train('adam(lr=$rate)')}`,
    ],
    [
      'an undefined param without a params block',
      train('adam(lr=$rate)'),
      `params:\n    rate = 0.001\n\n${train('adam(lr=$rate)')}`,
    ],
    [
      'a key for onnx only',
      'export:\n    format = torch\n    path = "x"\n    opset = 17\n',
      'export:\n    format = torch\n    path = "x"\n',
    ],
  ]);
});

describe('shapes', () => {
  const whole = (loss: string, last: string) =>
    `model Net:\n    input 4\n    ${last}\n\ntrain:\n    model = Net\n    data = Rows\n    loss = ${loss}\n    optimizer = adam(lr=0.1)\n    epochs = 3\n`;
  fixCases([
    [
      'units for the loss',
      whole('bce', 'dense 2 sigmoid'),
      whole('bce', 'dense 1 sigmoid'),
      'Set the output to 1 unit',
    ],
    [
      'a loss for the units',
      whole('bce', 'dense 2 linear'),
      whole('cross_entropy', 'dense 2 linear'),
      'Change the loss to `cross_entropy`',
    ],
    [
      'at least two units',
      whole('nll', 'dense 1 log_softmax'),
      whole('nll', 'dense 2 log_softmax'),
      'Set the output to 2 units',
    ],
    ['softmax twice', whole('cross_entropy', 'dense 3 softmax'), whole('cross_entropy', 'dense 3 linear')],
    [
      'log_softmax with the loss for it',
      whole('cross_entropy', 'dense 3 log_softmax'),
      whole('nll', 'dense 3 log_softmax'),
      'Change the loss to `nll`',
    ],
    [
      'the features of an export',
      `${whole('mse', 'dense 1 linear')}export:\n    format = onnx\n    path = "x"\n`,
      `${whole('mse', 'dense 1 linear')}export:\n    format = onnx\n    path = "x"\n    input_shape = [1, 4]\n`,
    ],
  ]);
});
