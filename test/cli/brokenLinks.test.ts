// What a spec or a lock names is a link to nothing: the message states that, and does not suggest the same name.
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { check } from './checkJson';
import { type CliSetup, lockText } from './cliEnvironment';

const messages = async (files: NonNullable<CliSetup['files']>, ...paths: string[]) =>
  (await check({ files, data: true }, ...paths)).files.flatMap(file =>
    file.diagnostics.map(({ code, message }) => `${code} ${message}`),
  );
const annex = { brokenLink: '../.git/annex/objects/1/2/SHA256E-s1--3.csv' };

test.each([
  [{ brokenLink: 'gone.csv' }, 'it is a link whose target does not exist'],
  [annex, 'it is content that git-annex has not fetched; run `git annex get` to fetch it'],
])('data behind the link %j', async (link, reason) => {
  expect(await messages({ '/w/a.kyn': houseSpec, '/w/data/houses.csv': link })).toEqual([
    `kyn/csv-missing data/houses.csv cannot be read: ${reason}. A run here cannot load its data.`,
  ]);
});

test('data that DVC tracks keeps its own advice', async () => {
  const files = { '/w/a.kyn': houseSpec, '/w/data/houses.csv': { brokenLink: 'cache' }, '/w/data/houses.csv.dvc': '' };
  expect((await messages(files))[0]).toContain('run `dvc pull`, because data/houses.csv.dvc tracks it.');
});

test.each([
  [{ brokenLink: 'gone.kyn' }, 'lib.kyn cannot be read: it is a link whose target does not exist.'],
  [annex, 'lib.kyn is a link to content that git-annex has not fetched. Run `git annex get`.'],
])('an import behind the link %j', async (link, message) => {
  const files = { '/w/a.kyn': `import "lib.kyn"\n\n${houseSpec}`, '/w/lib.kyn': link, '/w/data/houses.csv': '' };
  expect((await messages(files, 'a.kyn')).filter(text => text.includes('lib.kyn'))).toEqual([
    expect.stringContaining(message),
  ]);
});

test('the spec of a lock', async () => {
  const files = { '/w/kynml.lock': lockText('a.kyn', houseSpec), '/w/a.kyn': { brokenLink: 'gone.kyn' } };
  const found = await messages(files, 'kynml.lock');
  expect(found).toEqual([expect.stringContaining('it is a link whose target does not exist')]);
});
