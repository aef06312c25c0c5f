// Evaluations, and jobs of Hydra with their trackers, in `kyn runs`, `kyn diff` and `kyn verify`.
import { expect, test } from 'vitest';
import { evaluation, inspectHeader } from '../runs/trackers/evaluations';
import { hydraJob } from '../runs/trackers/stores';
import { kyn } from './cliEnvironment';

const files = {
  '/w/evals/whole.json': evaluation(),
  '/w/evals/part.json': evaluation({ config: { limit: 10 }, acc: 0.9 }),
  '/w/logs/a.json': inspectHeader(),
  ...hydraJob('/w/job', { config: 'lr: 0.1\n' }),
  '/w/job/version_0/hparams.yaml': 'lr: 0.1\n',
  '/w/job/version_0/metrics.csv': 'step,loss\n0,0.5\n',
};

test('kyn runs lists each file of results, and a job once with the metrics of its tracker', async () => {
  const { code, stdout } = await kyn({ files }, 'runs', '--columns', 'path,kind,loss');
  expect(code).toBe(0);
  const lines = stdout.split('\n').map(line => line.trim().replace(/ {2,}/g, ' | '));
  expect(lines.slice(1, 5).sort()).toEqual([
    'evals/part.json | lm-eval-results',
    'evals/whole.json | lm-eval-results',
    'job | hydra-run | 0.5000',
    'logs/a.json | inspect-log',
  ]);
});

test('kyn diff names the part that was evaluated, and calls no side better', async () => {
  const { stdout } = await kyn({ files }, 'diff', 'evals/whole.json', 'evals/part.json', '--format', 'json');
  const { verdict, reasons, metrics } = JSON.parse(stdout);
  expect(verdict).toBe('not-comparable');
  expect(JSON.stringify(reasons)).toContain('B evaluated only a part of the samples (limit 10)');
  expect(metrics.some(({ better }: { better: string }) => better !== 'unknown')).toBe(false);
});

test('the JSON has the part, the standard error and the direction', async () => {
  const { stdout } = await kyn({ files }, 'runs', 'evals/part.json', '--format', 'json');
  const [run] = JSON.parse(stdout).runs;
  expect(run.tracked).toMatchObject({
    partial: 'limit 10',
    metrics: { 'lambada/acc,none': { standardError: 0.006, higherIsBetter: true } },
  });
});

test('a folder with several evaluations names none of them', async () => {
  const { code, stderr } = await kyn({ files }, 'diff', 'evals', 'logs/a.json');
  expect(code).toBe(2);
  expect(stderr).toContain('evals');
});

test('kyn verify says of each step that nothing can be compared', async () => {
  const { stdout } = await kyn({ files }, 'verify', 'logs/a.json');
  expect(stdout).toContain('logs/a.json: 1 confirmed');
  expect(stdout).toContain('no digest of them');
});

test('kyn reproduce says that a run of another tracker has no spec', async () => {
  for (const args of [
    ['reproduce', 'job'],
    ['reproduce', 'logs/a.json'],
    ['reproduce', 'evals/whole.json'],
  ]) {
    const { code, stderr } = await kyn({ files }, ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/is (?:a Hydra|an Inspect AI|a lm-evaluation-harness) run, which has no spec/);
  }
});

test('kyn verify does not confirm the form of a run with a file that cannot be read', async () => {
  const broken = { ...files, '/w/job/version_0/hparams.yaml': 'lr: [\n' };
  const { stdout } = await kyn({ files: broken }, 'verify', 'job');
  expect(stdout).toContain('job: 6 unknown');
  expect(stdout).toContain('manifest     hparams.yaml is not valid YAML');
});

test('a search counts the packages of evidence that it left out', async () => {
  const packaged = Object.fromEntries(
    ['a', 'b'].flatMap(name =>
      ['SHA256SUMS', 'evidence.json', 'ro-crate-metadata.json', 'run_manifest.json'].map(file => [
        `/w/${name}/${file}`,
        '{"format": "kyn-evidence"}',
      ]),
    ),
  );
  const { code, stderr } = await kyn({ files: { ...files, ...packaged } }, 'runs');
  expect(code).toBe(0);
  expect(stderr).toContain('2 packages of evidence were not searched.');
  expect((await kyn({ files }, 'runs')).stderr).not.toContain('evidence');
});

test('kyn diff says which file of a run cannot be read, where its folder or the file is named', async () => {
  const broken = { ...files, '/w/job/.hydra/config.yaml': 'lr: [\n' };
  const once = await kyn({ files: broken }, 'runs', 'job');
  expect(once.stderr.match(/not valid YAML/g)).toHaveLength(1);
  for (const named of ['job', 'job/.hydra/config.yaml']) {
    const { code, stderr } = await kyn({ files: broken }, 'diff', named, 'logs/a.json');
    expect(code).toBe(2);
    expect(stderr).toContain(
      'job/.hydra/config.yaml is not valid YAML, or nested too deeply, so its run is not listed.',
    );
  }
});

test('kyn verify and kyn diff look at the job around a run, also where a folder between them is named', async () => {
  const inner = {
    '/w/job/logs/version_0/hparams.yaml': 'lr: 0.1\n',
    '/w/job/logs/version_0/metrics.csv': 'step,loss\n0,1\n',
  };
  const broken = { ...files, ...inner, '/w/job/.hydra/config.yaml': '' };
  for (const named of ['job/version_0', 'job/version_0/metrics.csv', 'job/logs'])
    expect((await kyn({ files: broken }, 'verify', named)).stdout).toContain('.hydra/config.yaml is empty');
  const { stdout } = await kyn({ files: broken }, 'diff', 'job/version_0', 'job/logs/version_0');
  expect(stdout).toContain('The settings of the job around it cannot be read.');
});

test('kyn runs names the first files that cannot be read, and counts the others', async () => {
  const broken = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [`/w/${i}/results_1.json`, evaluation().slice(0, -3)]),
  );
  const { stderr } = await kyn({ files: broken }, 'runs');
  expect(stderr.match(/not valid JSON/g)).toHaveLength(5);
  expect(stderr).toContain('7 more files are not used.');
});

test('a folder with only the names of a package of evidence hides no run of another tracker', async () => {
  const named = Object.fromEntries(
    ['SHA256SUMS', 'evidence.json', 'ro-crate-metadata.json'].map(name => [`/w/job/${name}`, '{}']),
  );
  const { stdout, stderr } = await kyn({ files: { ...files, ...named } }, 'runs', '--columns', 'path');
  expect(stdout).toMatch(/^ *job *$/m);
  expect(stderr).not.toContain('package');
});
