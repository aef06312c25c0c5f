// kyn check in a folder with more files than it searches.
import { expect, test } from 'vitest';
import { checkCodes as check } from './checkCodes';
import { manifestText } from './cliEnvironment';

test('files that cannot be specs or artifacts do not keep specs from being checked', async () => {
  const many = Object.fromEntries(Array.from({ length: 50_001 }, (_, i) => [`/w/d/${i}.jpg`, '']));
  const { code, stderr, files } = await check({ ...many, '/w/specs/a.kyn': 'foo bar\n' });
  expect({ code, stderr, files }).toEqual({
    code: 1,
    stderr: '',
    files: ['specs/a.kyn kyn-spec kyn/missing-block kyn/stray-line'],
  });
});

test('a folder with too many possible artifacts is named, and its siblings are checked', async () => {
  const many = Object.fromEntries(Array.from({ length: 50_001 }, (_, i) => [`/w/d/${i}.json`, '']));
  const { code, stderr, files } = await check({ ...many, '/w/e/run_manifest.json': manifestText() });
  expect(code).toBe(2);
  expect(stderr).toBe(
    'kyn: d was not searched completely: there are more than 50,000 JSON files, locks and session logs. Name the folders one by one.\n',
  );
  expect(files).toEqual(['e/run_manifest.json kynml-run-manifest']);
});
