// Results in bench/results/DATE.json: the machine, and the rows of each part with its own time and load.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { newestName } from './readmeTable.mjs';

const RESULTS = path.join(import.meta.dirname, 'results');

/** The machine, without its name and its paths. */
export const machine = () => ({
  node: process.versions.node,
  platform: `${process.platform} ${process.arch}`,
  cores: os.availableParallelism(),
  cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  // Each start of Node reads them, which takes longer than a small script.
  hasExtraCertificates: process.env.NODE_EXTRA_CA_CERTS !== undefined,
});

/** The number of processes that wanted a CPU in the last minute. */
export const load = () => Number(os.loadavg()[0].toFixed(1));

/**
 * Writes the results of today in a fixed order: these parts, and the others from the newest file, so that the newest file always has all parts that were
 * ever measured. Each part has its own date. Returns the path of the file.
 */
export function writeResults(parts, order, { today = new Date().toISOString().slice(0, 10), folder = RESULTS } = {}) {
  mkdirSync(folder, { recursive: true });
  const newest = newestName(readdirSync(folder));
  const earlier = newest ? JSON.parse(readFileSync(path.join(folder, newest), 'utf8')).parts : {};
  const all = { ...earlier, ...parts };
  const sorted = Object.fromEntries(order.filter(name => name in all).map(name => [name, all[name]]));
  const file = path.join(folder, `${today}.json`);
  writeFileSync(file, `${JSON.stringify({ machine: machine(), parts: sorted }, null, 2)}\n`);
  return file;
}
