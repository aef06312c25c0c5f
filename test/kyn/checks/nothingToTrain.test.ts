// Models without weights, shapes of exports, and the number of features that the fix for a missing input writes. See check.ts.
import { describe, expect, it } from 'vitest';
import { isPreferred } from '../../../src-shared/text/diagnostic';
import { readFixture } from '../../fixture';
import { analysisOf, specCases } from '../check';
import { completed, withRequiredKeys } from '../completeSpec';

describe('a model without weights', () => {
  specCases({
    'with only an input layer': `
      model Net:
      #     ^^^ warning nothing-to-train: The model \`Net\` has no layer with weights, so there is nothing to train.
          input 4
      train:
          ...
    `,
    'with layers that have no weights': `
      model Net:
      #     ^^^ warning nothing-to-train: The model \`Net\` has no layer with weights, so there is nothing to train.
          input 4
          dropout 0.5
      train:
          ...
          loss = cross_entropy
    `,
    'in an imported file': `
      import "net.kyn"
      train:
          ...
          model = Net
          #       ^^^ warning nothing-to-train: The model \`Net\` has no layer with weights, so there is nothing to train.
      //- /net.kyn
      model Net:
          input 4
    `,
  });
});

describe('the shape of an export', () => {
  const shape = (written: string, finding: string): string => `
      model Net:
          input 10
          dense 1 linear
      export:
          ...
          format = onnx
          input_shape = ${written}
          #             ${finding}
    `;
  specCases({
    'without numbers': shape(
      '[]',
      '^^ warning onnx-shape: `input_shape` has no numbers; it needs the number of rows and the number of features, like `[1, 10]`.',
    ),
    'without rows': shape(
      '[10]',
      '^^^^ warning onnx-shape: `input_shape` has one number; it needs the number of rows and the number of features, like `[1, 10]`.',
    ),
    'that is a single number': shape('10', '^^ error wrong-type: `input_shape` must be a list in brackets, not `10`.'),
  });
  it('is fixed by adding the number of rows', () => {
    const files = completed(readFixture(withRequiredKeys(shape('10', ''))));
    const [text = '', ...others] = [files[0]?.text.replace(/ *# *\n/, '\n')];
    const found = analysisOf([{ path: '/spec.kyn', text, expected: [] }]).diagnostics;
    expect(others).toEqual([]);
    expect(found.flatMap(d => d.fixes.map(f => f.title))).toEqual(['Write `[1, 10]`']);
  });
});

describe('the fix for a missing input', () => {
  const titles = (fixture: string) => {
    const files = completed(readFixture(withRequiredKeys(fixture)));
    const found = analysisOf(files).diagnostics.filter(d => d.code === 'model-input');
    return found.flatMap(d => d.fixes.map(f => `${f.title}${isPreferred(d, f) ? ', preferred' : ''}`));
  };
  const model = `
      model Net:
          dense 1 linear
      train:
          ...
  `;
  const exported = `${model}
      export:
          ...
          format = onnx
          input_shape = [1, 7]
  `;
  const csv = `
      //- /rows.csv
      a,b,y
      1,2,3
  `;
  it('uses 1 if the number of features is unknown', () => expect(titles(model)).toEqual(['Add `input 1`']));
  it('uses the shape of the export', () => expect(titles(exported)).toEqual(['Add `input 7`, preferred']));
  it('uses the columns of the data', () => expect(titles(model + csv)).toEqual(['Add `input 2`, preferred']));
  it('offers both numbers if they differ', () =>
    expect(titles(exported + csv)).toEqual(['Add `input 2`', 'Add `input 7`']));
});
