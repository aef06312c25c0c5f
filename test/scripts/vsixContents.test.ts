// What may be in the package: anything that does not run is named, and so is anything that is missing.
import { describe, expect, test } from 'vitest';

interface Contents {
  findProblems(
    names: readonly string[],
    about: { manifest: object; readme: string; bytes: number; maxBytes: number },
  ): string[];
}
const { findProblems }: Contents = await import(new URL('../../scripts/vsix/contents.mjs', import.meta.url).href);

const MANIFEST = {
  main: './dist/extension.js',
  icon: 'media/icon.png',
  contributes: {
    grammars: [{ path: './syntaxes/kynml.tmLanguage.json' }],
    commands: [{ command: 'kynml.train', icon: '$(play)' }],
    jsonValidation: [{ fileMatch: 'run_manifest.json', url: './schemas/run.json' }],
    colors: [{ id: 'kynml.broken', defaults: { dark: 'list.errorForeground', light: '#ff0000' } }],
    walkthroughs: [{ steps: [{ media: { svg: 'media/walkthrough/hash.svg' } }] }],
  },
};
const README = '![one](https://example.org/one.png) [Start](#start)';
const COMPLETE = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  ...['package.json', 'package.nls.json', 'readme.md', 'changelog.md', 'SUPPORT.md', 'LICENSE.txt'].map(
    name => `extension/${name}`,
  ),
  ...['extension', 'languageClient', 'core', 'server', 'kyn'].map(name => `extension/dist/${name}.js`),
  'extension/dist/webviews/pages.js',
  ...['diff', 'reproduction', 'runs'].map(name => `extension/dist/webviews/${name}.css`),
  'extension/dist/webviews/codicon.css',
  'extension/dist/webviews/codicon.ttf',
  'extension/dist/ThirdPartyNotices.txt',
  'extension/syntaxes/kynml.tmLanguage.json',
  'extension/schemas/run.json',
  'extension/media/walkthrough/hash.svg',
  'extension/media/icon.png',
];
const problems = (names: readonly string[], about = {}) =>
  findProblems(names, { manifest: MANIFEST, readme: README, bytes: 1000, maxBytes: 1000, ...about });

test('a complete package has no problem', () => {
  expect(problems(COMPLETE)).toEqual([]);
});

describe('what does not run is named', () => {
  test.each([
    'extension/client/src/extension.ts',
    'extension/dist/extension.js.map',
    'extension/docs/images/compare-dark.png',
    'extension/docs/reference.md',
    'extension/media/walkthrough/hash.png',
    'extension/schemas/run.schema.json',
    'extension/dist/npm/kyn.js',
    'extension/packages/kyn/package.json',
    'extension/editors/vim/syntax/kynml.vim',
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

test('a README that refers to a file is a problem, because it is shown without the files', () => {
  const readme = '![one](docs/one.png) [page](page.md) <img alt="" src="./two.png"> [web](https://example.org)';
  expect(problems(COMPLETE, { readme })).toEqual(
    ['docs/one.png', 'page.md', './two.png'].map(
      name => `The README refers to ${name}, which is not found from there.`,
    ),
  );
});

test('a package over the limit of its size is a problem', () => {
  expect(problems(COMPLETE, { bytes: 1001 })).toEqual(['It has 1001 bytes. At most 1000 are allowed.']);
});
