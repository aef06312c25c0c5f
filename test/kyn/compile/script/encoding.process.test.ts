// The arrays that a script reads and scales, compared with pandas.get_dummies and sklearn's StandardScaler over random CSVs.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trainingScript } from '../../../../src-shared/kyn/compile/script/trainingScript';
import { caseCount, SEED } from '../../../cases';
import { askPython } from '../../../python/askPython';
import { planWith } from './plans';

// Cells of a numeric column, and of a text column; pandas reads bool columns as numbers, so there are none.
const number = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }).map(String),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(String),
  fc.constantFrom('0', '-0', '1e5', '1E-3', '.5', '5.', '+1', '007', '1e-50'),
);
const word = fc.oneof(
  fc.constantFrom(
    'x',
    'y',
    'a b',
    ' lead',
    'trail ',
    '\u00e4',
    'Z',
    '1',
    '2',
    '1.0',
    '1_000',
    'true',
    '"q"',
    "it's",
    'two\nlines',
    'a,b',
    '\u{1f600}',
  ),
  fc.string({ minLength: 1, maxLength: 3 }).filter(text => !/^\s*$/.test(text)),
);
const missing = fc.constantFrom('', 'NA', 'NaN', 'null', '#N/A', '<NA>');

const quoted = (cell: string): string => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const file = fc
  .record({
    kinds: fc.array(fc.constantFrom('number', 'text', 'gaps', 'constant'), { minLength: 1, maxLength: 5 }),
    rows: fc.integer({ min: 4, max: 12 }),
  })
  .chain(({ kinds, rows }) =>
    fc.record({
      columns: fc.tuple(
        ...kinds.map(kind => {
          if (kind === 'constant') return number.map(cell => Array<string>(rows).fill(cell));
          if (kind === 'number') return fc.array(number, { minLength: rows, maxLength: rows });
          const cell = kind === 'gaps' ? fc.oneof({ weight: 3, arbitrary: word }, missing) : word;
          // One cell is text for certain.
          return fc.array(cell, { minLength: rows - 1, maxLength: rows - 1 }).map(cells => [...cells, 'text']);
        }),
      ),
      mark: fc.boolean(),
      newline: fc.constantFrom('\n', '\r\n'),
      blank: fc.boolean(),
    }),
  )
  .map(({ columns, mark, newline, blank }) => {
    const count = columns[0]?.length ?? 0;
    const rows = Array.from({ length: count }, (_, i) =>
      [...columns.map(cells => quoted(cells[i] as string)), String(i)].join(','),
    );
    const header = [...columns.map((_, i) => `c${i}`), 'price'].join(',');
    return `${mark ? '\ufeff' : ''}${[header, ...rows].join(newline)}${newline}${blank ? newline : ''}`;
  });

const COMPARE = `
import os, runpy, tempfile
import numpy as np, pandas as pd
from sklearn.preprocessing import StandardScaler

folder = tempfile.TemporaryDirectory()
script, path = [os.path.join(folder.name, name) for name in ("train.py", "data.csv")]
open(script, "w", encoding="ascii").write(input["script"])
module = runpy.run_path(script, run_name="library")
names = module["read_csv"].__globals__
names["CSV_PATH"] = path
reason = names["MISSING"]

def compare(text):
    open(path, "w", encoding="utf-8", newline="").write(text)
    frame = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, na_values=sorted(reason))
    expected = pd.get_dummies(frame.drop(columns="price")).to_numpy().astype(np.float32)
    names["INPUTS"] = expected.shape[1]
    features, target, values, data_hash = module["read_csv"]()
    if features.dtype != np.float32 or not np.array_equal(features, expected):
        return "encoding: " + repr((features.tolist(), expected.tolist()))
    if values.tolist() != frame["price"].tolist():
        return "target"
    half = len(features) // 2
    train, test = features[:half].copy(), features[half:].copy()
    scaler = StandardScaler()
    scaler.fit_transform(train.astype(np.float64))
    with np.errstate(over="ignore"):
        wanted = [scaler.transform(part.astype(np.float64)).astype(np.float32) for part in (train, test)]
        module["normalize"](train, test)
    for mine, his in zip((train, test), wanted):
        if not np.allclose(mine, his, rtol=1e-5, atol=1e-6):
            return "scaling: " + repr((mine.tolist(), his.tolist()))
    return None

output = [compare(text) for text in input["files"]]
`;

test('features equal those of pandas, and scaled features those of sklearn', { timeout: 120_000 }, context => {
  const files = fc.sample(file, { numRuns: caseCount(600), seed: SEED });
  const script = trainingScript(planWith({ data: { normalize: true } }));
  const answers = askPython<(string | null)[]>(
    context,
    COMPARE,
    { script, files },
    { modules: ['torch', 'numpy', 'pandas', 'sklearn'] },
  );
  const wrong = answers.flatMap((answer, i) => (answer === null ? [] : [{ answer, file: files[i] }]));
  expect(wrong.slice(0, 3), `KYNML_SEED=${SEED}`).toEqual([]);
});

const READ = `
import os, runpy, tempfile

with tempfile.TemporaryDirectory() as folder:
    script, path = [os.path.join(folder, name) for name in ("train.py", "data.csv")]
    open(script, "w", encoding="ascii").write(input["script"])
    module = runpy.run_path(script, run_name="library")
    module["read_csv"].__globals__.update(CSV_PATH=path, INPUTS=input["width"])
    open(path, "w", encoding="utf-8").write(input["text"])
    output = module["read_csv"]()[0].tolist()
`;

// pandas leaves these columns as they are, but the documentation of KynML encodes them.
test('a column of true and false is one-hot encoded behind the numbers, however the words are written', context => {
  const text = 'on,n,price\ntrue,5,1\nFalse,6,2\nTRUE,7,3\nfalse,8,4\nTrue,9,5\n';
  const input = { script: trainingScript(planWith()), text, width: 3 };
  expect(askPython(context, READ, input, { modules: ['torch', 'numpy'] })).toEqual([
    [5, 0, 1],
    [6, 1, 0],
    [7, 0, 1],
    [8, 1, 0],
    [9, 0, 1],
  ]);
});
