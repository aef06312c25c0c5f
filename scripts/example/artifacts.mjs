// Artifacts of each kind next to the runs of the example, for a picture of the view of runs.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../project.mjs';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const FINGERPRINT = { config_hash: 'a1b2c3d4e5f60718', git_sha: '01234567', git_dirty: false };

/** Writes a sweep with its spec, two experiments, an evaluation, a session and a DLM document. */
export function writeArtifacts(folder) {
  writeSweep(folder);
  writeOtherArtifacts(folder);
}

/** The same without the sweep: what is not made from a spec. */
export function writeOtherArtifacts(folder) {
  const experiments = { 'trial-7': { kind: 'synthetic', seed: 7 }, 'trial-8': { kind: 'synthetic' } };
  for (const [name, data] of Object.entries(experiments))
    put(folder, `experiments/${name}/experiment_manifest.json`, experiment(name, data));
  put(folder, 'evals/price_report.json', EVALUATION);
  write(folder, 'sessions/2026-11-28.jsonl', `${JSON.stringify(SESSION)}\n`);
  write(folder, 'notes/prices.dlm', '---\ndlm_id: 01HRZYQ2X0MB5K4VN7E9DNT5GH\nbase_model: smol\n---\n# Prices\n');
}

// One of its combinations failed, and one has not run.
function writeSweep(folder) {
  const example = path.join(root, 'examples', 'house-price-sweep');
  cpSync(path.join(example, 'house_price_sweep.kyn'), path.join(folder, 'house_price_sweep.kyn'));
  const [run] = readdirSync(path.join(example, 'runs'));
  const file = path.join('runs', run, 'sweep_results.json');
  const entries = JSON.parse(readFileSync(path.join(example, file), 'utf8')).slice(0, -1);
  const [first, ...others] = entries;
  put(folder, file, [{ ...first, exit_code: 3, manifest: null }, ...others]);
}

const experiment = (name, data) => ({
  manifest_schema_version: 1,
  experiment_id: name,
  timestamp_utc: '2026-11-28T17:30:00+00:00',
  git: { sha: COMMIT, dirty: false, branch: 'main' },
  env: { python: '3.11.9', platform: 'linux' },
  params: {},
  data_provenance: data,
});

const EVALUATION = {
  eval_name: 'price_report',
  dataset_path: 'evals/questions.jsonl',
  total_samples: 300,
  summary_metrics: { accuracy: 0.42 },
  sample_results: [{ id: '1', reward: 1 }],
  config: { score_fn: 'evals.prices.score', prepare_messages: 'evals.prices.prepare', max_samples: 300 },
  fingerprint: {
    ...FINGERPRINT,
    domain: 'eval',
    endpoint_summary: 'anthropic/claude',
    tools: ['bash', 'read'],
    dataset_path: 'evals/questions.jsonl',
  },
  timestamp: '2026-11-28T09:00:00+00:00',
};

const SESSION = {
  type: 'session',
  id: 'prices-1',
  timestamp: '2026-11-28T10:00:00Z',
  fingerprint: { ...FINGERPRINT, domain: 'session', model: 'anthropic/claude', env: 'coding', tools: ['bash', 'read'] },
};

const put = (folder, file, content) => write(folder, file, `${JSON.stringify(content, null, 2)}\n`);

function write(folder, file, text) {
  const place = path.join(folder, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, text);
}
