// What may be in the package: anything that does not run is named, and so is anything that is missing.
import { describe, expect, test } from 'vitest';

interface Contents {
  findProblems(names: readonly string[], project: { manifest: object; readme: string }): string[];
}
const { findProblems }: Contents = await import(new URL('../../scripts/vsix/contents.mjs', import.meta.url).href);

const MANIFEST = {
  main: './dist/extension.js',
  bin: { kyn: './dist/kyn.js' },
  contributes: {
    grammars: [{ path: './syntaxes/kynml.tmLanguage.json' }],
    commands: [{ command: 'kynml.train', icon: '$(play)' }],
    jsonValidation: [{ fileMatch: 'run_manifest.json', url: './schemas/run.json' }],
    colors: [{ id: 'kynml.broken', defaults: { dark: 'list.errorForeground', light: '#ff0000' } }],
    walkthroughs: [{ steps: [{ media: { image: { hc: 'media/walkthrough/hash-hc.png' } } }] }],
  },
};
const README =
  '![one](docs/images/one.png) ![badge](https://example.org/badge.png) <img alt="" src="./docs/images/two.png">';
const COMPLETE = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  ...['package.json', 'package.nls.json', 'readme.md', 'changelog.md', 'LICENSE.txt'].map(name => `extension/${name}`),
  ...['extension', 'languageClient', 'core', 'server', 'kyn', 'webviews/diff'].map(name => `extension/dist/${name}.js`),
  'extension/dist/webviews/diff.css',
  'extension/docs/diagnostics.md',
  'extension/docs/reference.md',
  'extension/syntaxes/kynml.tmLanguage.json',
  'extension/schemas/run.json',
  'extension/media/walkthrough/hash-hc.png',
  'extension/docs/images/one.png',
  'extension/docs/images/two.png',
];
const problems = (names: readonly string[]) => findProblems(names, { manifest: MANIFEST, readme: README });

test('a complete package has no problem', () => {
  expect(problems(COMPLETE)).toEqual([]);
});

describe('what does not run is named', () => {
  test.each([
    'extension/client/src/extension.ts',
    'extension/dist/extension.js.map',
    'extension/docs/images/unused.png',
    'extension/node_modules/zod/package.json',
    'extension/test/fixture.ts',
    'extension/test/standInKynml/standInKynml.mjs',
    'extension/examples/house-price/house_price.kyn',
    'extension/.env',
  ])('%s', name => {
    expect(problems([...COMPLETE, name])).toEqual([`It contains ${name}, which is not used at run time.`]);
  });
});

describe('what is missing is named', () => {
  const needed = COMPLETE.filter(name => name.startsWith('extension/'));
  test.each(needed)('%s', name => {
    expect(problems(COMPLETE.filter(other => other !== name))).toEqual([`${name} is missing.`]);
  });
});
