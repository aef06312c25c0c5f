// Which data file a spec trains on.
import { expect, test } from 'vitest';
import { analyze } from '../../../src-shared/kyn/analyze';
import type { Composition } from '../../../src-shared/kyn/names/compose';
import { importsOf } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { trainedData } from '../../../src-shared/repro/data/trainedData';

const of = (text: string) => trainedData(analyze({ tree: parse(text) }));
const dataset = (name: string, path: string) => `dataset ${name}:\n    source = csv(${path})\n    target = "y"\n\n`;
const train = (name: string) => `train:\n    model = N\n    data = ${name}\n`;

test('is the data of the dataset in the train block', () => {
  expect(of(dataset('A', '"a.csv"') + dataset('B', '"b.csv"') + train('B'))).toEqual({ written: 'b.csv' });
  expect(of(`params:\n    path = "p.csv"\n\n${dataset('A', '$path')}${train('A')}`)).toEqual({ written: 'p.csv' });
});

test.each([
  ['the train block is missing', dataset('A', '"a.csv"')],
  ['the train block does not name a dataset', `${dataset('A', '"a.csv"')}train:\n    model = N\n`],
  ['the dataset does not exist', train('A')],
  ['two datasets have the name', dataset('A', '"a.csv"') + dataset('A', '"b.csv"') + train('A')],
  ['the path is a param without a value', dataset('A', '$path') + train('A')],
  ['the source is something else', `dataset A:\n    source = sql("a.csv")\n    target = "y"\n\n${train('A')}`],
])('is unknown if %s', (_, text) => expect(of(text)).toBeUndefined());

test('may be defined in an imported file, whose params are unknown', () => {
  const root = `import "d.kyn"\n\nparams:\n    path = "p.csv"\n\n${train('A')}`;
  const withFile = (text: string) => {
    const tree = parse(root);
    const [via] = importsOf(tree);
    if (!via) throw new Error('no import');
    const composition: Composition = {
      files: [{ id: '/d.kyn', label: 'd.kyn', tree: parse(text), via }],
      problems: [],
    };
    return trainedData(analyze({ tree, composition }));
  };
  expect(withFile(dataset('A', '"a.csv"'))).toEqual({ written: 'a.csv', from: '/d.kyn' });
  expect(withFile(dataset('A', '$path'))).toBeUndefined();
});
