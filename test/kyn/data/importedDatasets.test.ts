// Findings about the data of imported datasets.
import { describe, expect, test } from 'vitest';
import { checkSpec, specCases } from '../check';
import { dataAmong } from './dataOfFixture';

describe('datasets of imported files', () => {
  const main = 'import "lib/rows.kyn"\n';
  test('are not checked if the intended file cannot be determined', () => {
    checkSpec(
      `${main}\n//- /lib/rows.kyn\ndataset Rows:\n    source = csv("gone.csv")\n    target = "y"\n//- /x.csv\ny\n`,
    );
  });

  specCases({
    'are reported at the import': `
      import "rows.kyn"
      #      ^^^^^^^^^^ error csv-target: Dataset \`Rows\` in rows.kyn: rows.csv has no column prize; did you mean price?
      //- /rows.kyn
      dataset Rows:
          ...
          target = "prize"
      //- /rows.csv
      a,price
      1,2
    `,
    'that are missing are reported, only the most serious finding': `
      import "rows.kyn"
      #      ^^^^^^^^^^ warning csv-missing: Dataset \`Rows\` in rows.kyn: File not found: gone.csv…
      params:
          path = "gone.csv"
      //- /rows.kyn
      dataset Rows:
          ...
          source = csv($path)
      dataset Others:
          ...
          source = csv("gone.csv")
      //- /rows.csv
      a,y
      1,2
    `,
  });

  test('are unknown beside either spec, because only the working folder is certain', () => {
    const data = (files: Record<string, string>) =>
      dataAmong(files, { spec: '/w/s/main.kyn', folder: '/w', roots: ['/w'] });
    const from = '/w/lib/rows.kyn';
    expect(data({ '/w/d.csv': 'y\n' }).find('d.csv', from).state).toBe('found');
    expect(data({ '/w/lib/d.csv': 'y\n' }).find('d.csv', from).state).toBe('unknown');
    expect(data({ '/w/s/d.csv': 'y\n' }).find('d.csv', from).state).toBe('unknown');
    expect(data({}).find('d.csv', from).state).toBe('unknown');
    expect(data({}).find('d.csv', '/w/s/rows.kyn').state).toBe('missing');
    expect(data({}).find('/x/d.csv', from).state).toBe('missing');
  });
});
