// kyn runs: what is said of runs whose imports are not known.
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { kyn, manifestText, sha256 } from './cliEnvironment';

const IMPORTING = `import "net.kyn"\n${houseSpec}`;
const FILES = {
  '/w/house.kyn': IMPORTING,
  '/w/net.kyn': 'model N:\n    input 1\n',
  '/w/other.kyn': houseSpec,
  '/w/run_manifest.json': manifestText({ config_hash: sha256(IMPORTING) }),
};
const UNKNOWN = 'kyn: 1 run is unknown, because the spec imports files and .kynml does not have what the run imported.';
const NONE = 'kyn: none of 1 run matches.';
const messages = async (...args: string[]) => (await kyn({ files: FILES }, 'runs', ...args)).stderr;

test('a condition may leave such a run out because it is unknown, so it is counted', async () => {
  expect(await messages('--where', 'state = current')).toBe(`${UNKNOWN}\n${NONE}\n`);
});

test('where a spec is named, only its runs are counted', async () => {
  expect(await messages('--spec', 'house.kyn')).toBe(`${UNKNOWN}\n`);
  expect(await messages('--spec', 'other.kyn')).toBe(`${NONE}\n`);
});

test('a file that is not a spec by its name has no runs', async () => {
  expect(await kyn({ files: FILES }, 'runs', '--spec', 'run_manifest.json')).toMatchObject({
    code: 2,
    stderr: 'kyn: run_manifest.json is not a spec: the name of a spec ends in `.kyn`.\n',
  });
});
