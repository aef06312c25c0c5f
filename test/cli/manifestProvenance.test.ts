// kyn manifest new: where the data comes from.
import { describe, expect, test } from 'vitest';
import { type CliSetup, kyn, sha256 } from './cliEnvironment';
import { environment } from './manifestEnvironment';

describe('the source of the data', () => {
  const DATA = 'a,b\n1,2\n';
  const setup: CliSetup = { ...environment, files: { ...environment.files, '/w/d/train.csv': DATA, '/w/e.csv': '' } };
  const made = async (...argv: string[]) => {
    const { code, stdout, stderr } = await kyn(setup, 'manifest', 'new', '--out', '-', ...argv);
    return code === 0 ? JSON.parse(stdout).data_provenance : [code, stderr];
  };

  test('is a seed, or files that are hashed', async () => {
    expect(await made('--synthetic-seed', '7')).toEqual({ kind: 'synthetic', seed: 7 });
    expect(await made('--synthetic-seed', '-07')).toEqual({ kind: 'synthetic', seed: -7 });
    expect(await made('--external', 'train=d/train.csv', '--external', 'e.csv=e.csv')).toEqual({
      kind: 'external',
      hashes: { train: sha256(DATA), 'e.csv': sha256('') },
    });
  });

  test.each([
    [[], '`--external NAME=FILE` is required: the source of the data cannot be guessed.'],
    [
      ['--synthetic-seed', '7', '--external', 'a=e.csv'],
      'only one of `--synthetic-seed` and `--external` can be used.',
    ],
    [['--synthetic-seed', '1.5'], '`--synthetic-seed` needs an integer.'],
    [['--external', 'e.csv'], '`--external` needs a name and a file'],
    [['--external', 'a=e.csv', '--external', 'a=d/train.csv'], '`--external` names a twice.'],
    [['--external', 'a=gone.csv'], 'gone.csv cannot be read: it does not exist.'],
    [['--external', 'a=d'], 'd cannot be read: it is a folder.'],
  ])('%j is refused', async (argv, message) =>
    expect(await made(...argv)).toEqual([2, expect.stringContaining(message)]),
  );

  test('names DVC where it has the data', async () => {
    const files = { ...environment.files, '/w/p.csv.dvc': 'outs:\n- path: p.csv\n' };
    const { code, stderr } = await kyn({ ...setup, files }, 'manifest', 'new', '--out', '-', '--external', 'a=p.csv');
    const message = 'p.csv cannot be read: it does not exist. Run `dvc pull`, because p.csv.dvc tracks it.';
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('is not a pointer to the data', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 9\n`;
    const files = { ...environment.files, '/w/p.csv': pointer };
    const { code, stderr } = await kyn({ ...setup, files }, 'manifest', 'new', '--out', '-', '--external', 'a=p.csv');
    expect([code, stderr]).toEqual([2, expect.stringContaining('p.csv is a Git LFS pointer in place of the data.')]);
  });
});
