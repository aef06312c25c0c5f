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
    expect(await kyn({ files }, 'check', '-q')).toMatchObject({ code: 0, stdout: '', stderr: run.stderr });
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

  test('the headline metric is the first one in every format', async () => {
    const metrics = { acc: 1, mae: 2, rmse: 3 };
    const measured = { '/w/run_manifest.json': manifestText({ config_hash: '1'.repeat(64), metrics }) };
    const header = async (settings: string, ...argv: readonly string[]) =>
      (await kyn({ files: { ...measured, '/w/.kynml.json': settings } }, 'runs', ...argv)).stdout.split('\n')[0];
    const set = '{"runs": {"headlineMetric": "rmse"}}';
    for (const format of ['table', 'csv', 'markdown', 'latex']) {
      const lines = async (settings: string, ...more: readonly string[]) =>
        (await kyn({ files: { ...measured, '/w/.kynml.json': settings } }, 'runs', '--format', format, ...more)).stdout;
      expect(await lines('{}')).toMatch(/acc.*mae.*rmse/);
      expect(await lines(set)).toMatch(/rmse.*acc.*mae/);
      expect(await lines(set, '--group-by', 'seed')).toMatch(/rmse.*acc.*mae/);
    }
    expect(await header('{"runs": {"headlineMetric": "none"}}')).toMatch(/acc.*mae.*rmse/);
    expect(await header(set, '--columns', 'path,mae,rmse')).toMatch(/mae.*rmse/);
  });

  test('ignored files in folders are not listed, and counted; named ones are', async () => {
    const ignoring = { files: { ...files, '/w/.kynml.json': '{"artifacts": {"ignore": ["b/**"]}}' } };
    const paths = async (...argv: readonly string[]) =>
      parseJsonOutput(await kyn(ignoring, 'runs', '--format', 'json', ...argv)).runs.map(
        (r: { path: string }) => r.path,
      );
    expect(await paths()).toEqual(['a/run_manifest.json']);
    expect((await kyn(ignoring, 'runs')).stderr).toContain(
      'kyn: 1 file was left out, because of `artifacts.ignore` in .kynml.json. Name the files to include them.',
    );
    expect((await kyn(ignoring, 'runs', '-q')).stderr).toMatch(/^kyn: 1 file was left out, because of/);
    expect(await paths('b/run_manifest.json')).toEqual(['b/run_manifest.json']);
  });

  test('settings of a folder that have errors are named, and its runs are listed', async () => {
    const run = await kyn({ files: { ...files, '/w/b/.kynml.json': '[' } }, 'runs');
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('b/.kynml.json has errors') });
    expect(run.stdout).toContain('b/run_manifest.json');
  });
});

describe.each(['compile', 'train', 'sweep'])('kyn %s', command => {
  // Findings are printed where there is an error.
  const faulty = MAPE.replace('epochs = 3', 'epochs = 0');
  const machine: Partial<CliSetup> = {
    python: '/usr/bin/python3',
    run: async () => ({ ok: true, code: 0, stdout: 'module torch\nmodule numpy\nend of modules\n', stderr: '' }),
  };

  test('accepts the words', async () => {
    const warned = async (settings: string) =>
      (await kyn({ files: { '/w/a.kyn': faulty, '/w/.kynml.json': settings }, ...machine }, command, 'a.kyn')).stderr;
    expect(await warned('{}')).toContain('kyn/unknown-word');
    expect(await warned(WORDS)).not.toContain('kyn/unknown-word');
  });

  test('with settings that have errors nothing is done', async () => {
    const run = await kyn({ files: { '/w/a.kyn': houseSpec, '/w/.kynml.json': '[' } }, command, 'a.kyn');
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('.kynml.json has errors') });
  });
});

test('kyn check of a settings file that is too large says that it is not used', async () => {
  const files = { '/w/.kynml.json': `{}${' '.repeat(65 * 1024)}` };
  const { code, stdout } = await kyn({ files }, 'check', '.kynml.json');
  expect([code, stdout]).toEqual([2, expect.stringContaining('settings-not-used')]);
});
