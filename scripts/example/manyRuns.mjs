// Many runs of the example for the pictures of the table: a grid of params with three seeds each, and the losses of some as kyn would have recorded them.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { normal, uniform } from './rng.mjs';

const sha256 = text => createHash('sha256').update(text).digest('hex');
const RATES = ['0.001', '0.003', '0.01', '0.03'];
const SIZES = ['32', '64', '128'];
const SEEDS = [1, 2, 3];
const EPOCHS = 60;

/** Writes the runs next to those that the example has. */
export function writeManyRuns(folder) {
  const [first] = readdirSync(path.join(folder, 'runs')).sort();
  const like = JSON.parse(readFileSync(path.join(folder, 'runs', first, 'run_manifest.json'), 'utf8'));
  const random = uniform(7);
  const all = RATES.flatMap(lr => SIZES.flatMap(hidden => SEEDS.map(seed => ({ lr, hidden, seed }))));
  for (const [i, run] of all.entries()) writeRun(folder, { ...run, i, like, random });
}

function writeRun(folder, { lr, hidden, seed, i, like, random }) {
  const quality =
    13 + 1.7 * Math.abs(Math.log10(Number(lr) / 0.006)) + (hidden === '64' ? -0.5 : 0.2) + normal(random) / 6;
  const name = `2026-11-${String(2 + Math.floor(i / 2)).padStart(2, '0')}_${i % 2 ? 'b' : 'a'}`;
  const mae = i === 31 ? 'NaN' : quality.toFixed(6);
  const env = i > 24 ? { ...like.env, torch: '2.4.0' } : { ...like.env, torch: '2.3.1' };
  const metrics = `{"mae": ${mae}, "r2": ${(0.99 - quality / 400).toFixed(6)}, "rmse": ${(quality * 1.27).toFixed(6)}}`;
  const manifest = { ...like, env, params: { hidden, lr }, seed };
  const text = JSON.stringify(manifest, null, 2).replace(/"metrics": \{[^}]*\}/, `"metrics": ${metrics}`);
  const place = path.join(folder, 'runs', name);
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, 'run_manifest.json'), `${text}\n`);
  writeHistory(folder, { name, lr: Number(lr), text: `${text}\n`, like, random });
}

function writeHistory(folder, { name, lr, text, like, random }) {
  const time = `${name.slice(0, 10)}T0${name.endsWith('b') ? 8 : 6}:30:00.000Z`;
  const run = `${time.replaceAll(':', '-')}-${sha256(name).slice(0, 8)}-${like.config_hash.slice(0, 12)}`;
  const record = {
    command: 'train',
    data: 'data/houses.csv',
    ended: { exit_code: 0, manifest: sha256(text), time },
    folder: '.',
    imports: [],
    kept_manifest: null,
    overrides: {},
    spec: { config_hash: like.config_hash, path: 'house_price.kyn' },
    started: time,
    tool: 'kyn 0.1.0',
    version: 1,
  };
  const history = path.join(folder, '.kynml');
  for (const part of ['records', 'events']) mkdirSync(path.join(history, part), { recursive: true });
  writeFileSync(path.join(history, 'records', `${run}.json`), JSON.stringify(record, null, 2));
  const speed = 4 + 0.02 / lr;
  const losses = Array.from({ length: EPOCHS }, (_, epoch) => ({
    event: 'epoch',
    epoch: epoch + 1,
    train_loss: 900 * Math.exp(-epoch / speed) + 240 + 6 * normal(random),
    test_loss: 930 * Math.exp(-epoch / speed) + 290 + 9 * normal(random),
    seconds: 1,
  }));
  const events = [{ event: 'start', epochs: EPOCHS, pid: 1 }, ...losses, { event: 'end' }];
  writeFileSync(
    path.join(history, 'events', `${run}.jsonl`),
    events.map(event => `${JSON.stringify(event)}\n`).join(''),
  );
}
