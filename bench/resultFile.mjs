// Results in bench/results/DATE.json: the machine, and the rows of each part with its own time and load.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const folder = path.join(import.meta.dirname, 'results');

/** The machine, without its name and its paths. */
export const machine = () => ({
  node: process.versions.node,
  platform: `${process.platform} ${process.arch}`,
  cores: os.availableParallelism(),
  cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
});

/** The number of processes that wanted a CPU in the last minute. */
export const load = () => Number(os.loadavg()[0].toFixed(1));

/** Adds parts to the results of today, in a fixed order; parts measured before on the same day are replaced. Returns the path of the file. */
export function writeResults(parts, order) {
  const file = path.join(folder, `${new Date().toISOString().slice(0, 10)}.json`);
  const earlier = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).parts : {};
  const all = { ...earlier, ...parts };
  const sorted = Object.fromEntries(order.filter(name => name in all).map(name => [name, all[name]]));
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ machine: machine(), parts: sorted }, null, 2)}\n`);
  return file;
}
