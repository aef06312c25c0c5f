// The settings that a project shares in `.kynml.json`, as the commands use them.
import { describe, expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { type CliSetup, kyn, manifestText, parseJsonOutput } from './cliEnvironment';

const MAPE = `${houseSpec}\nevaluate:\n    metrics = [mape]\n`;
const WORDS = '{"catalog": {"extra": {"metric": ["mape"]}}}';

const codes = async (setup: CliSetup, ...argv: readonly string[]): Promise<string[]> => {
  const { files } = parseJsonOutput(await kyn(setup, 'check', '--format', 'json', ...argv));
  return files.flatMap((f: { diagnostics: { code: string }[] }) => f.diagnostics.map(d => d.code));
};

describe('kyn check', () => {
  test('the words are accepted in the folder of the file and below it', async () => {
    expect(await codes({ files: { '/w/a.kyn': MAPE } })).toContain('kyn/unknown-word');
    expect(await codes({ files: { '/w/a.kyn': MAPE, '/w/.kynml.json': WORDS } })).not.toContain('kyn/unknown-word');
    const files = { '/w/d/a.kyn': MAPE, '/w/.kynml.json': WORDS };
    expect(await codes({ files })).not.toContain('kyn/unknown-word');
    expect(await codes({ files, cwd: '/w/d' })).not.toContain('kyn/unknown-word');
    expect(await codes({ files: { '/w/a.kyn': MAPE, '/w/d/.kynml.json': WORDS } })).toContain('kyn/unknown-word');
  });

  test('the nearest file counts, alone', async () => {
    const files = { '/w/d/a.kyn': MAPE, '/w/.kynml.json': WORDS, '/w/d/.kynml.json': '{}' };
    expect(await codes({ files })).toContain('kyn/unknown-word');
  });

  test('standard input has the settings of its name, otherwise those of the working folder', async () => {
    const files = { '/w/d/x.kyn': '', '/w/d/.kynml.json': WORDS };
    expect(await codes({ files, stdin: MAPE }, '-', '--stdin-filename', 'd/a.kyn')).not.toContain('kyn/unknown-word');
    expect(await codes({ files, stdin: MAPE }, '-', '--kind', 'kyn-spec')).toContain('kyn/unknown-word');
    expect(await codes({ files, stdin: MAPE, cwd: '/w/d' }, '-', '--kind', 'kyn-spec')).not.toContain(
      'kyn/unknown-word',
    );
  });

  test('mistakes are findings at their place, none of the settings is used, and the exit code is 2', async () => {
    const files = { '/w/a.kyn': MAPE, '/w/.kynml.json': '{"catalog": {"extra": {"metric": ["mape"]}}, "polcy": {}}' };
    const run = await kyn({ files }, 'check');
    expect(run.code).toBe(2);
    expect(run.stdout).toContain(
      '.kynml.json:1:46: error kyn/unknown-field Unknown field `polcy` in a settings file. Did you mean `policy`?',
    );
    expect(run.stdout).toContain('kyn/unknown-word');
    const message =
      'kyn: .kynml.json has errors, so its settings are not used. `kyn check .kynml.json` shows what is wrong. Correct it, or remove the file.\n';
    expect(run.stderr).toBe(message);
    expect((await kyn({ files }, 'check', 'a.kyn')).stderr).toBe(message);
    expect((await kyn({ files }, 'check', '-q', 'a.kyn')).stderr).toBe(message);
  });

  test('a row of the policy that does not exist is an error with a suggestion', async () => {
    const run = await kyn({ files: { '/w/.kynml.json': '{"policy": {"sead": "info"}}' } }, 'check', '.kynml.json');
    expect(run.stdout).toContain('kyn/unknown-policy-row There is no row `sead`');
    expect(run.stdout).toContain('Did you mean `seed`?');
  });

  test('ignored artifacts in folders are left out, and counted', async () => {
    const files = {
      '/w/.kynml.json': '{"artifacts": {"ignore": ["old/**", "**/*.json"]}}',
      '/w/old/sweep_results.json': '[{"combo": {"lr": 1}, "exit_code": "x", "manifest": null, "script": 1}]',
      '/w/old/a.kyn': houseSpec,
      '/w/run_manifest.json': manifestText(),
    };
    const run = await kyn({ files }, 'check');
    expect(run).toMatchObject({
      code: 0,
      stdout: '2 files checked: no problems.\n',
      stderr:
        'kyn: 2 files were left out, because of `artifacts.ignore` in .kynml.json. Name the files to include them.\n',
    });
    expect((await kyn({ files }, 'check', 'old/sweep_results.json')).code).toBe(1);
  });
});

describe('kyn diff', () => {
  const runs = {
    '/w/a/run_manifest.json': manifestText({ seed: 1, metrics: { bleu: 1 } }),
    '/w/b/run_manifest.json': manifestText({ seed: 2, metrics: { bleu: 2 } }),
  };
  const diff = (settings: Readonly<Record<string, string>>) =>
    kyn({ files: { ...runs, ...settings } }, 'diff', '--format', 'json', 'a/run_manifest.json', 'b/run_manifest.json');

  test('the policy of B decides the verdict, and the reasons name the row', async () => {
    const table = parseJsonOutput(await diff({}));
    const policy = '{"policy": {"seed": "info"}}';
    const changed = parseJsonOutput(await diff({ '/w/b/.kynml.json': policy }));
    expect([table.verdict, changed.verdict]).not.toEqual([changed.verdict, changed.verdict]);
    expect(JSON.stringify(changed.reasons)).toContain('By the policy in the settings: seed counts as');
    expect(parseJsonOutput(await diff({ '/w/a/.kynml.json': policy }))).toEqual(table);
  });

  test('the direction of a metric decides which side is better', async () => {
    expect(parseJsonOutput(await diff({})).metrics).toMatchObject([{ direction: 'unknown', better: 'unknown' }]);
    const direction = (better: string) => ({
      '/w/.kynml.json': `{"runs": {"metricDirections": {"bleu": "${better}"}}}`,
    });
    expect(parseJsonOutput(await diff(direction('higher'))).metrics).toMatchObject([
      { direction: 'higher', better: 'b' },
    ]);
    expect(parseJsonOutput(await diff(direction('lower'))).metrics).toMatchObject([
      { direction: 'lower', better: 'a' },
    ]);
  });

  test('with settings that have errors nothing is compared', async () => {
    expect(await diff({ '/w/.kynml.json': '{' })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('.kynml.json has errors'),
    });
  });
});

describe('kyn runs', () => {
  const files = {
    '/w/a/run_manifest.json': manifestText({ config_hash: '1'.repeat(64), metrics: { bleu: 1 } }),
    '/w/b/run_manifest.json': manifestText({ config_hash: '1'.repeat(64), metrics: { bleu: 2 }, seed: 43 }),
    '/w/a.kyn': houseSpec,
  };
  const baseline = (settings: string) =>
    kyn({ files: { ...files, '/w/.kynml.json': settings }, color: true }, 'runs', '--baseline', 'a/run_manifest.json');

  test('the policy decides how runs compare with the baseline', async () => {
    const table = (await baseline('{}')).stdout;
    const strict = (await baseline('{"policy": {"seed": "error"}}')).stdout;
    expect(strict).toContain('not-comparable');
    expect(table).not.toContain('not-comparable');
  });

  test('with settings that have errors nothing is listed', async () => {
    expect(await baseline('[')).toMatchObject({ code: 2, stdout: '' });
  });
});

test('kyn check of a settings file that is too large says that it is not used', async () => {
  const files = { '/w/.kynml.json': `{}${' '.repeat(65 * 1024)}` };
  const { code, stdout } = await kyn({ files }, 'check', '.kynml.json');
  expect([code, stdout]).toEqual([2, expect.stringContaining('settings-not-used')]);
});
