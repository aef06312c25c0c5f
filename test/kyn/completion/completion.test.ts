// Completions. `$0` is the cursor.
import { describe, expect, it, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import { complete } from '../../../src-shared/kyn/completion';
import type { Completion } from '../../../src-shared/kyn/completion/cursorContext';
import { withoutStops } from '../../../src-shared/kyn/completion/snippets';
import { hoverAt } from '../../../src-shared/kyn/hover';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { readFixture } from '../../fixture';
import { analysisOf } from '../check';

function completions(fixture: string): Completion[] {
  const files = readFixture(fixture);
  return complete(analysisOf(files), files[0]?.cursor ?? -1);
}

const labels = (fixture: string): string[] => completions(fixture).map(c => c.label);

function item(fixture: string, label: string): Completion {
  const found = completions(fixture).find(c => c.label === label);
  if (!found) throw new Error(`${label} is not a completion: ${labels(fixture).join(', ')}`);
  return found;
}

/** The text after a completion is accepted, with the initial text of its tab stops. */
function accepted(fixture: string, label: string): string {
  const text = readFixture(fixture)[0]?.text ?? '';
  const { insert, snippet, replaces, reindents } = item(fixture, label);
  const before = reindents
    ? `${text.slice(0, reindents.start)}    ${text.slice(reindents.end, replaces.start)}`
    : text.slice(0, replaces.start);
  return before + (snippet ? withoutStops(insert) : insert) + text.slice(replaces.end);
}

describe('keys', () => {
  it('have the required ones first, and the first of them preselected', () => {
    const all = completions('train:\n    data = D\n    $0\n');
    expect(all.slice(0, 5).map(c => c.label)).toEqual(['model', 'loss', 'optimizer', 'epochs', 'batch']);
    expect(all.filter(c => c.preselect).map(c => c.label)).toEqual(['model']);
    const onnx = completions('export:\n    format = onnx\n    path = "a"\n    $0\n');
    expect(onnx.map(c => [c.label, c.preselect === true])).toEqual([
      ['input_shape', true],
      ['opset', false],
    ]);
    expect(labels('export:\n    $0\n')).toEqual(['format', 'path', 'input_shape', 'opset']);
  });

  test.each(['dataset', 'train', 'evaluate', 'export'])('of %s start with all required ones', keyword => {
    const details = completions(`${keyword} X:\n    $0\n`).map(c => c.detail?.startsWith('required') === true);
    expect(details).toEqual([...details].sort((a, b) => Number(b) - Number(a)));
  });

  test.each([
    ['train:\n    $0\n', 'batch', 'batch = ${1:32}', 'default 32'],
    ['train:\n    $0\n', 'seed', 'seed = ${1:42}', 'optional'],
    ['train:\n    $0\n', 'compile', 'compile = ${1|true,false|}', 'default false'],
    ['dataset D:\n    $0\n', 'shuffle', 'shuffle = ${1|false,true|}', 'default true'],
    ['train:\n    $0\n', 'device', 'device = ${1|auto,cpu,cuda,mps|}', 'default auto'],
    ['train:\n    $0\n', 'optimizer', 'optimizer = adam(lr=${1:0.001})', 'required'],
    ['dataset D:\n    $0\n', 'source', 'source = csv("${1:data.csv}")', 'required'],
    ['export:\n    $0\n', 'input_shape', 'input_shape = [${1:1, 10}]', 'required for onnx'],
    ['train:\n    $0\n\nmodel A:\n\nmodel B:\n', 'model', 'model = ${1|A,B|}', 'required'],
    ['train:\n    $0\n', 'data', 'data = ${1:Rows}', 'required'],
  ])('%j %s', (fixture, label, insert, detail) => {
    expect(item(fixture, label)).toMatchObject({ insert, detail, snippet: true });
  });

  it('keep an existing value', () => {
    expect(accepted('train:\n    ep$0och = 3\n', 'epochs')).toBe('train:\n    epochs = 3\n');
  });

  test.each([
    ['train:\n ep$0\n', 'epochs', 'train:\n    epochs = 20\n'],
    ['train:\n   $0\n', 'epochs', 'train:\n    epochs = 20\n'],
    ['train:\r\n\t$0', 'epochs', 'train:\r\n    epochs = 20'],
    ['train:\n      ep$0och = 3\n', 'epochs', 'train:\n    epochs = 3\n'],
    ['model N:\n  ba$0\n', 'batchnorm', 'model N:\n    batchnorm\n'],
    ['params:\n    lr = 1\n\nsweep:\n  $0\n', 'lr', 'params:\n    lr = 1\n\nsweep:\n    lr = []\n'],
  ])('and layers and axes get the indentation of a body line: %j', (fixture, label, expected) => {
    expect(accepted(fixture, label)).toBe(expected);
  });

  it('change nothing before a line with the right indentation', () => {
    expect(completions('train:\n    $0\n').filter(c => c.reindents)).toEqual([]);
  });
});

describe('blocks', () => {
  it('contain the required keys with the names of the spec', () => {
    expect(accepted('model A:\n    input 1\n\n$0', 'train')).toBe(
      'model A:\n    input 1\n\ntrain:\n    model = A\n    data = Rows\n    loss = mse\n    optimizer = adam(lr=0.001)\n    epochs = 20\n    seed = 42\n',
    );
    expect(accepted('model Net:\n    input 1\n\n$0', 'model')).toContain('model Net_2:\n    input 10\n');
    expect(accepted('params:\n    lr = 0.1\n\n$0', 'sweep')).toContain('sweep:\n    lr = [0.01, 0.001]\n');
  });

  test.each(['params', 'dataset', 'model', 'train', 'evaluate', 'export'])(
    'the snippet for %s has no syntax error',
    keyword => {
      const text = accepted('$0', keyword);
      expect(parse(text).items.flatMap(({ item: i }) => i.faults)).toEqual([]);
      expect(text.split('\n').length).toBeGreaterThan(2);
    },
  );

  it('replace only the keyword of an existing header', () => {
    expect(accepted('tr$0:\n    epochs = 1\n', 'train')).toBe('train:\n    epochs = 1\n');
    expect(accepted('imp$0 "a.kyn"\n', 'import')).toBe('import "a.kyn"\n');
  });
});

describe('a whole spec', () => {
  test.each(['$0', 'wh$0', '# What this is\n\n$0\n', '\n  # a comment\r\n$0'])(
    'is offered where nothing else is: %j',
    fixture => {
      const text = accepted(fixture, 'whole spec');
      expect(analyze({ tree: parse(text) }).diagnostics).toEqual([]);
      expect(text).toContain('adam(lr=$lr)');
    },
  );

  test.each([
    'train:\n    $0\n',
    'train:\n    epochs = 1\n\n$0',
    '$0\n\nmodel A:\n    input 1\n',
    'import "a.kyn"\n$0',
    'model A:\n$0\n',
    '    $0',
    '# $0',
  ])('is not offered elsewhere, where it would break a block: %j', fixture => {
    expect(labels(fixture)).not.toContain('whole spec');
  });
});

describe('words', () => {
  it('have commit characters only inside brackets', () => {
    expect(item('evaluate:\n    metrics = [mae, $0]\n', 'rmse').commit).toEqual([',', ']']);
    expect(item('params:\n    a = 1\ntrain:\n    optimizer = adam(lr=$0)\n', '$a').commit).toEqual([',', ')']);
    expect(item('train:\n    loss = $0\n', 'mse').commit).toBeUndefined();
  });

  it('that are the default are preselected', () => {
    expect(completions('train:\n    device = $0\n').filter(c => c.preselect)).toMatchObject([
      { label: 'auto', detail: 'device, default' },
    ]);
    expect(item('train:\n    compile = $0\n', 'false').detail).toBe('default');
  });

  it('that are calls insert their arguments, unless there are brackets already', () => {
    expect(item('train:\n    optimizer = $0\n', 'sgd').insert).toBe('sgd(lr=${1:0.01})');
    expect(accepted('train:\n    optimizer = a$0(lr=0.5)\n', 'adamw')).toBe('train:\n    optimizer = adamw(lr=0.5)\n');
  });

  it('that are rejected are not offered', () => {
    expect(labels('model N:\n    dense 1 $0\n')).not.toContain('elu');
  });
});

describe('arguments', () => {
  test.each([
    ['train:\n    optimizer = adam($0)\n', ['lr=']],
    ['train:\n    scheduler = onecycle($0)\n', ['max_lr=']],
    ['train:\n    scheduler = onecycle(m$0)\n', ['max_lr=']],
    ['train:\n    optimizer = adam(lr=0.1, $0)\n', []],
    ['train:\n    optimizer = unknown($0)\n', []],
    ['train:\n    optimizer = adam(lr=$0)\n', []],
    ['dataset D:\n    source = csv($0)\n', []],
  ])('%j', (fixture, expected) => {
    expect(labels(fixture)).toEqual(expected);
  });

  it('accept params as values', () => {
    expect(labels('params:\n    a = 1\ntrain:\n    optimizer = adam(lr=$0)\n')).toEqual(['$a']);
    expect(accepted('params:\n    a = 1\ntrain:\n    optimizer = adam(lr=$$0)\n', '$a')).toContain('(lr=$a)');
  });

  it('of layers depend on the arguments before them, positional or named', () => {
    expect(labels('model N:\n    dense 4 $0\n')).toContain('relu');
    expect(labels('model N:\n    dense $0\n')).toEqual([]);
    expect(labels('model N:\n    dense activation=$0\n')).toContain('relu');
    expect(labels('model N:\n    dense activation=relu $0\n')).toEqual([]);
    expect(labels('model N:\n    dense 4 relu $0\n')).toEqual([]);
  });
});

describe('params', () => {
  const PARAMS =
    'params:\n    n = 64\n    lr = 0.1\n    zero = 0\n    dev = "cuda"\n    on = true\n    shape = [1, 4]\n    all = ["mae"]\n    net = "Net"\n    none = ""\n\nmodel Net:\n    input 1\n\n';
  test.each([
    ['train:\n    loss = $0\n', []],
    ['train:\n    device = $0\n', ['$dev']],
    ['train:\n    model = $0\n', ['$net']],
    ['train:\n    optimizer = $0\n', []],
    ['train:\n    epochs = $0\n', ['$n']],
    ['train:\n    compile = $0\n', ['$on']],
    ['train:\n    optimizer = adam(lr=$0)\n', ['$n', '$lr']],
    ['dataset D:\n    split = $0\n', ['$lr']],
    ['dataset D:\n    num_workers = $0\n', ['$n', '$zero']],
    ['dataset D:\n    source = csv($0)\n', ['$dev', '$net']],
    ['export:\n    input_shape = $0\n', ['$shape']],
    ['export:\n    input_shape = [1, $0]\n', ['$n']],
    ['evaluate:\n    metrics = $0\n', ['$all']],
    ['model M:\n    dense $0\n', ['$n']],
    ['model M:\n    dense 4 $0\n', []],
    ['train:\n    early_stop = $0\n', ['$n', '$lr', '$zero', '$dev', '$on', '$shape', '$all', '$net', '$none']],
  ])('are offered only if their value fits: %j', (fixture, expected) => {
    const all = labels(PARAMS + fixture);
    expect(all.filter(l => l.startsWith('$'))).toEqual(expected);
    // Words come first.
    expect(all.slice(all.length - expected.length)).toEqual(expected);
  });
});

describe('keys of export', () => {
  test.each([
    ['torch', []],
    ['torchscript', []],
    ['onnx', ['input_shape', 'opset']],
    ['onx', ['input_shape', 'opset']],
  ])('for the format %s', (format, expected) => {
    expect(labels(`export:\n    format = ${format}\n    path = "m"\n    $0\n`)).toEqual(expected);
  });
});

test('a word starts a list where a list is expected', () => {
  expect(labels('evaluate:\n    metrics = $0\n')).toContain('mae');
  expect(accepted('evaluate:\n    metrics = $0\n', 'mae')).toBe('evaluate:\n    metrics = [mae]\n');
  expect(accepted('evaluate:\n    metrics = ma$0\n', 'mae')).toBe('evaluate:\n    metrics = [mae]\n');
  expect(labels('evaluate:\n    metrics = $0[mae]\n')).not.toContain('mae');
});

describe('no completions', () => {
  test.each([
    ['in a comment', 'train:\n    # $0\n'],
    ['after a comment', 'train:\n    epochs = 1  # lo$0\n'],
    ['in a comment in column 1', '# tr$0\n'],
    ['in a string', 'dataset D:\n    target = "$0"\n'],
    ['in an unclosed string', 'dataset D:\n    target = "a # $0\n'],
    ['after a string', 'dataset D:\n    target = "a"$0\n'],
    ['in a number', 'params:\n    a = 1\ntrain:\n    epochs = 1$0\n'],
    ['after dashes', '--$0\n'],
    ['after dashes in a body', 'train:\n    --$0\n'],
    ['after a complete value', 'train:\n    loss = mse $0\n'],
    ['after a key without an equals sign', 'train:\n    loss $0\n'],
    ['after a header', 'train: $0\n'],
    ['in the name of a block', 'model $0\n'],
    ['in params', 'params:\n    a = $0\n'],
    ['in a line before any block', '    $0\n'],
  ])('%s', (_, fixture) => {
    expect(labels(fixture)).toEqual([]);
  });
});

it('the documentation of an item is its hover', () => {
  for (const [fixture, label] of [
    ['train:\n    $0epochs = 1\n', 'epochs'],
    ['train:\n    loss = $0mse\n', 'mse'],
    ['evaluate:\n    metrics = [$0mae]\n', 'mae'],
    ['model Net:\n    input 2\n\ntrain:\n    model = $0Net\n', 'Net'],
    ['train:\n    optimizer = adam($0lr=1)\n', 'lr='],
    ['$0train:\n', 'train'],
  ] as const) {
    const files = readFixture(fixture);
    const hovered = hoverAt(analysisOf(files), files[0]?.cursor ?? -1)?.markdown;
    expect(hovered, fixture).toBeDefined();
    const typed = fixture.replace(/\$0(\w+)/, (_, word: string) => `${word}$0`);
    expect(item(fixture.startsWith('$0train') ? '$0' : typed, label).doc, label).toBe(hovered);
  }
});

it('every item has documentation', () => {
  for (const fixture of [
    '$0',
    'train:\n    $0\n',
    'dataset D:\n    $0\n',
    'model N:\n    $0\n',
    'train:\n    device = $0\n',
  ])
    for (const c of completions(fixture)) expect(c.doc, c.label).toBeTruthy();
});

test('snippets without tab stops are plain text', () => {
  expect(withoutStops('a = ${1|b,c|} ${2:d\\}e} $3[$0]')).toBe('a = b d}e []');
});
