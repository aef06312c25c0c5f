// kyn compile: the script on standard output or in a file, findings on standard error.
import { describe, expect, test } from 'vitest';
import { pointerText } from '../pointerText';
import { houseDataset, houseModel, houseSpec, houseTrain } from '../specFixture';
import { type CliSetup, kyn, manifestText, sha256 } from './cliEnvironment';

const CSV = 'a,b,c,d,price\n1,2,3,4,5\n2,3,4,5,6\n';
const FILES = { '/w/spec.kyn': houseSpec, '/w/data/houses.csv': CSV };
const setup = (files: CliSetup['files'], more: CliSetup = {}): CliSetup => ({
  files: { ...FILES, ...files },
  data: true,
  ...more,
});
const compile = (files: CliSetup['files'], ...args: readonly string[]) => kyn(setup(files), 'compile', ...args);

describe('the script', () => {
  test('is printed, and nothing else', async () => {
    const { code, stdout, stderr } = await compile({}, 'spec.kyn');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`\nCONFIG_HASH = "${sha256(houseSpec)}"\n`);
    expect(stdout).toContain('/w/data/houses.csv');
    expect(stdout).toContain('kyn 1.2.3');
  });

  test('is the same for each run, and for each order of params', async () => {
    const text = houseSpec.replace('params:', 'params:\n    n = 4').replace('input 4', 'input $n');
    const run = (...args: readonly string[]) => compile({ '/w/spec.kyn': text }, 'spec.kyn', ...args);
    const first = await run('--param', 'lr=1e-3', '--param', 'n=4');
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('1e-3');
    expect((await run('--param', 'n=4', '--param', 'lr=1e-3')).stdout).toBe(first.stdout);
  });

  test('is of standard input', async () => {
    const { code, stdout } = await kyn(setup({}, { stdin: houseSpec }), 'compile', '-');
    expect(code).toBe(0);
    expect(stdout).toContain(sha256(houseSpec));
  });

  test('has the CONFIG_HASH of the bytes, with a byte order mark', async () => {
    const { code, stdout, stderr } = await compile({ '/w/spec.kyn': `\ufeff${houseSpec}` }, 'spec.kyn');
    expect(code).toBe(0);
    expect(stdout).toContain(sha256(`\ufeff${houseSpec}`));
    expect(stderr).toContain('warning kyn/byte-order-mark');
  });

  test('contains imported blocks', async () => {
    const text = `import "lib/parts.kyn"\n${houseTrain}`;
    const { code, stdout } = await compile(
      { '/w/spec.kyn': text, '/w/lib/parts.kyn': houseDataset + houseModel },
      'spec.kyn',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('"price"');
  });

  test.each(['-', undefined])('to %s goes to standard output', async out => {
    const { stdout } = await compile({}, 'spec.kyn', ...(out ? ['-o', out] : []));
    expect(stdout).toContain('CONFIG_HASH = ');
  });
});

describe('the CSV file', () => {
  const text = houseSpec.replace('data/houses.csv', 'rows.csv');

  test('is searched in the working folder first', async () => {
    const { stdout } = await compile(
      { '/w/sub/spec.kyn': text, '/w/rows.csv': CSV, '/w/sub/rows.csv': CSV },
      'sub/spec.kyn',
    );
    expect(stdout).toContain('"/w/rows.csv"');
  });

  test('is searched next to the spec', async () => {
    const { stdout } = await compile({ '/w/sub/spec.kyn': text, '/w/sub/rows.csv': CSV }, 'sub/spec.kyn');
    expect(stdout).toContain('"/w/sub/rows.csv"');
  });

  test('of an imported dataset is searched next to the spec that is compiled', async () => {
    const spec = `import "../lib/parts.kyn"\n${houseTrain}`;
    const files = {
      '/w/sub/spec.kyn': spec,
      '/w/lib/parts.kyn': houseDataset.replace('data/houses', 'rows') + houseModel,
    };
    const found = await compile({ ...files, '/w/sub/rows.csv': CSV }, 'sub/spec.kyn');
    expect(found.stdout).toContain('"/w/sub/rows.csv"');
    const missing = await compile({ ...files, '/w/lib/rows.csv': CSV }, 'sub/spec.kyn');
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('sub/spec.kyn:4:12: error kyn/csv-missing File not found: rows.csv.');
  });

  test('that does not exist is an error, once', async () => {
    const { code, stdout, stderr } = await compile({ '/w/spec.kyn': text }, 'spec.kyn');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('spec.kyn:5:18: error kyn/csv-missing File not found: rows.csv.');
    expect(stderr.match(/csv-missing/g)).toHaveLength(1);
    expect(stderr).toContain('1 file checked: 1 error.\nkyn: spec.kyn was not compiled.\n');
  });

  test('that is a folder is an error', async () => {
    const { code, stderr } = await compile({ '/w/spec.kyn': text, '/w/rows.csv/a': '' }, 'spec.kyn');
    expect(code).toBe(1);
    expect(stderr).toContain('error kyn/csv-missing rows.csv cannot be read: it is a folder.');
  });

  test.each([
    ['is a Git LFS pointer and not the data', 'Run `git lfs pull` to fetch the data.', pointerText()],
    ['contains a merge conflict', 'Resolve the conflict first.', `<<<<<<< a\n${CSV}=======\n${CSV}>>>>>>> b\n`],
    ['is UTF-16 and not UTF-8', '`>` in Windows PowerShell', new Uint8Array(Buffer.from(`\ufeff${CSV}`, 'utf16le'))],
  ])('that %s is an error, once', async (what, advice, csv) => {
    const { code, stdout, stderr } = await compile({ '/w/spec.kyn': text, '/w/rows.csv': csv }, 'spec.kyn');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`error kyn/csv-missing rows.csv ${what}`);
    expect(stderr).toContain(advice);
    expect(stderr.match(/csv-missing/g)).toHaveLength(1);
    const parts = { '/w/lib.kyn': houseDataset.replace('data/houses', 'rows') + houseModel, '/w/rows.csv': csv };
    const imported = await compile({ ...parts, '/w/spec.kyn': `import "lib.kyn"\n${houseTrain}` }, 'spec.kyn');
    expect(imported.code).toBe(1);
    expect(imported.stderr).toContain(`error kyn/csv-missing rows.csv ${what}. `);
    expect(imported.stderr).toContain(advice);
  });

  test('of a dataset that is not trained may be missing', async () => {
    const more = `${houseSpec}dataset Other:\n    source = csv("gone.csv")\n    target = "y"\n`;
    const { code, stderr } = await compile({ '/w/spec.kyn': more }, 'spec.kyn');
    expect(code).toBe(0);
    expect(stderr).toContain('warning kyn/csv-missing');
  });
});

describe('a spec that is not compiled', () => {
  test('because of an error: its findings are those of kyn check', async () => {
    const text = houseSpec.replace('epochs = 3', 'epochs = 0').replace('linear', 'linea');
    const files = { '/w/spec.kyn': text };
    const { code, stdout, stderr } = await compile(files, 'spec.kyn', '-o', 'train.py');
    expect([code, stdout]).toEqual([1, '']);
    const checked = await kyn(setup(files), 'check', 'spec.kyn');
    expect(stderr).toBe(`${checked.stdout}kyn: spec.kyn was not compiled.\n`);
    expect(stderr).toContain('error kyn/out-of-range');
  });

  test('because of an unknown word, which is one error', async () => {
    const files = { '/w/spec.kyn': houseSpec.replace('linear', 'swish') };
    const { code, stderr } = await compile(files, 'spec.kyn');
    expect(code).toBe(1);
    expect(stderr).toContain(
      'spec.kyn:10:13: error kyn/unknown-word `swish` is not a known activation; known: `relu`,',
    );
    expect(stderr).not.toContain('builtin-word');
  });

  test('because it is a library', async () => {
    const { code, stderr } = await compile({ '/w/spec.kyn': houseDataset + houseModel }, 'spec.kyn');
    expect(code).toBe(1);
    expect(stderr).toContain('spec.kyn was not compiled.');
  });

  test('because it is not UTF-8', async () => {
    const { code, stderr } = await compile({ '/w/spec.kyn': new Uint8Array([0xff, 0x41]) }, 'spec.kyn');
    expect(code).toBe(1);
    expect(stderr).toContain('error kyn/not-utf8');
  });

  test('because it does not exist', async () => {
    expect(await compile({}, 'gone.kyn')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'kyn: gone.kyn does not exist.\n',
    });
  });

  test.each([
    [['--param', 'rl=1'], 'kyn: `rl` is not a param of this spec. Did you mean `lr`?\n'],
    [['--param', 'lr=nan'], 'kyn: `lr` cannot be `nan`, because it must be a finite number.\n'],
    [['--param', 'lr'], 'kyn: `lr` is not a value of a param. Write it as `name=value`.\n'],
    [['--param'], 'kyn: `--param` needs a value: NAME=VALUE.\n'],
    [['-x'], 'kyn: unknown option `-x`.'],
  ])('because of %j', async (args, message) => {
    const { code, stdout, stderr } = await compile({}, 'spec.kyn', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('because a value of a param is wrong: the findings are at its use', async () => {
    const { code, stderr } = await compile({}, 'spec.kyn', '--param=lr=fast');
    expect(code).toBe(1);
    expect(stderr).toContain(
      'spec.kyn:16:25: error kyn/wrong-type `lr` of `adam` must be a number (`$lr` is `"fast"`).',
    );
  });
});

describe('-o', () => {
  const SCRIPT = `CONFIG_HASH = "${'a'.repeat(64)}"\n`;

  test.each(['-o', '--output-file'])('%s writes the script', async option => {
    const { code, stdout, stderr, files } = await compile({}, 'spec.kyn', option, 'out/train.py');
    expect([code, stdout, stderr]).toEqual([0, 'out/train.py was written.\n', '']);
    expect(String(files.get('/w/out/train.py'))).toBe((await compile({}, 'spec.kyn')).stdout);
  });

  test('reports a script that is up to date', async () => {
    const { stdout: script } = await compile({}, 'spec.kyn');
    expect((await compile({ '/w/train.py': script }, 'spec.kyn', '-o', 'train.py')).stdout).toBe(
      'train.py is up to date.\n',
    );
  });

  const compiled = async (...args: readonly string[]) => (await compile({}, 'spec.kyn', ...args)).stdout;

  test.each([
    ['a script as it was generated', () => compiled('--param', 'lr=0.25')],
    ['an empty file', async () => ''],
  ])('replaces %s', async (_, textOf) => {
    const { code, files } = await compile({ '/w/train.py': await textOf() }, 'spec.kyn', '-o', 'train.py');
    expect([code, files.get('/w/train.py')]).toEqual([0, await compiled()]);
  });

  test('the checksum of a script is the SHA-256 of the rest', async () => {
    const script = await compiled();
    const [line = '', checksum] = /^Checksum: {5}(\w+)\n/m.exec(script) ?? [];
    expect(checksum).toBe(sha256(script.replace(line, '')));
  });

  test.each([
    ['was changed since it was generated', async () => (await compiled()).replace('EPOCHS = ', 'EPOCHS = 1')],
    ['has no checksum, so it may have been changed since it was generated', async () => SCRIPT],
  ])('does not replace a script that %s without --force', async (reason, textOf) => {
    const before = { '/w/train.py': await textOf() };
    const { code, stderr, files } = await compile(before, 'spec.kyn', '-o', 'train.py');
    expect([code, files.get('/w/train.py')]).toEqual([1, before['/w/train.py']]);
    expect(stderr).toBe(`kyn: train.py ${reason}. Nothing was written. Move it, or use \`--force\` to overwrite it.\n`);
    const forced = await compile(before, 'spec.kyn', '-o', 'train.py', '--force');
    expect([forced.code, forced.files.get('/w/train.py')]).toEqual([0, await compiled()]);
  });

  test.each([
    ['a Python file', 'print("mine")\n'],
    ['a script that only mentions the constant', `# ${SCRIPT}`],
    ['a script whose constant is computed', 'CONFIG_HASH = compute()\n'],
    ['an imported spec', houseModel],
    ['a file that is not text', new Uint8Array([0xff, 0xfe, 0x00])],
  ])('does not replace %s without --force', async (_, content) => {
    const before = { '/w/train.py': content };
    const refused = await compile(before, 'spec.kyn', '-o', 'train.py');
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(
      /^kyn: train\.py (?:exists and is not|was changed|has no checksum|cannot be read: it is not) .*\. Nothing was written\. Move it, or use `--force` to overwrite it\.\n$/,
    );
    expect(refused.files.get('/w/train.py')).toEqual(content);
    const forced = await compile(before, 'spec.kyn', '-o', 'train.py', '--force');
    expect(forced.code).toBe(0);
    expect(String(forced.files.get('/w/train.py'))).toContain(sha256(houseSpec));
  });

  test('does not call a file existing whose name is too long', async () => {
    const { code, stderr } = await compile(
      { '/w/train.py': { unreadable: 'name-too-long' } },
      'spec.kyn',
      '-o',
      'train.py',
    );
    expect(code).toBe(2);
    expect(stderr).toBe(
      'kyn: train.py cannot be written: its name is too long for this system. Nothing was written. Choose another name.\n',
    );
  });

  test('does not replace an artifact of another kind', async () => {
    const manifest = manifestText();
    const { code, stderr, files } = await compile(
      { '/w/run_manifest.json': manifest },
      'spec.kyn',
      '-o',
      'run_manifest.json',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('run_manifest.json exists and is not a generated script.');
    expect(files.get('/w/run_manifest.json')).toBe(manifest);
  });

  test('never replaces the spec or a folder', async () => {
    for (const args of [[], ['--force']]) {
      const spec = await compile({}, 'spec.kyn', '-o', './spec.kyn', ...args);
      expect([spec.code, spec.stderr]).toEqual([
        2,
        'kyn: ./spec.kyn is the spec itself. Nothing was written. Choose another file for the script.\n',
      ]);
      expect(spec.files.get('/w/spec.kyn')).toBe(houseSpec);
      const folder = await compile({}, 'spec.kyn', '-o', 'data', ...args);
      expect([folder.code, folder.stderr]).toEqual([
        2,
        'kyn: data cannot be replaced: it is a folder. Nothing was written. Choose another name.\n',
      ]);
    }
  });
});

test('the help shows the short option', async () => {
  const { stdout } = await kyn({}, 'compile', '--help');
  expect(stdout).toContain('-o, --output-file FILE');
  expect(stdout).toContain('--param NAME=VALUE');
});

test('an export that would overwrite the script is an error', async () => {
  const spec = `${houseSpec}export:\n    format = torch\n    path = "m.py"\n`;
  const files = { ...FILES, '/w/spec.kyn': spec };
  expect((await compile(files, 'spec.kyn', '-o', 'other.py')).code).toBe(0);
  const { code, stderr } = await compile(files, 'spec.kyn', '-o', './m.py');
  expect(code).toBe(1);
  expect(stderr).toContain('This is the path of the script, so the run would overwrite it.');
});

test.each(['./spec.kyn', '/w/spec.kyn', 'sub/../spec.kyn', '/w/./spec.kyn'])(
  'a spec that is named as %s gives the same bytes',
  async name => {
    const files = { ...FILES, '/w/sub/other.kyn': houseSpec };
    const { stdout } = await compile(files, 'spec.kyn');
    expect(stdout).toContain('\nSpec:         spec.kyn\n');
    expect(await compile(files, name)).toMatchObject({ code: 0, stdout });
  },
);

test('a spec outside of the working folder is named by its way from there', async () => {
  const { stdout } = await compile({ ...FILES, '/specs/a.kyn': houseSpec }, '/specs/a.kyn');
  expect(stdout).toContain('\nSpec:         ../specs/a.kyn\n');
});
