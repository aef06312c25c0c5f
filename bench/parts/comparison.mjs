// `kynml/diff` of two runs with 5,000 metrics. Tests cover the page that shows it.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Halt } from '../../scripts/project.mjs';
import { manifestText } from '../makeRuns.mjs';
import { smallSpec } from '../makeSpec.mjs';
import { row } from '../rows.mjs';
import { kynInVscode, writeSpec } from '../servers.mjs';
import { start } from '../session.mjs';
import { fastest, midmean, rounded } from '../statistics.mjs';

const METRICS = 5000;

/** The time of the answer and its size. */
export const comparison = {
  title: `Comparison of two runs with ${METRICS.toLocaleString('en')} metrics`,
  async run({ folder, quick }) {
    const spec = writeSpec(path.join(folder, 'comparison'), smallSpec);
    const [a, b] = [0, 1].map(i => writeRun(spec.folder, i));
    const [first, later, cpu] = [[], [], []];
    let answer;
    for (let i = 0; i < (quick ? 3 : 7); i++) {
      const session = await start(kynInVscode(), { folder: spec.folder });
      await session.open(spec.file, spec.text);
      await session.diagnostics();
      for (const times of [first, later, later, later]) {
        const [before, from] = [session.cpuTime(), performance.now()];
        answer = await session.ask('kynml/diff', { a, b });
        times.push(performance.now() - from);
        cpu.push(session.cpuTime() - before);
      }
      await session.stop();
    }
    if (!answer.ok) throw new Halt(answer.message);
    return [answerRow({ first, later, cpu }), sizeRow(answer)];
  },
};

const answerRow = ({ first, later, cpu }) =>
  row({
    id: 'comparison-answer',
    title: 'first answer of `kynml/diff` in a new server',
    unit: 'ms',
    value: fastest(first),
    goal: { atMost: 300 },
    summary: `Comparison of ${METRICS.toLocaleString('en')} metrics, answer of the server`,
    figures: { laterMs: rounded(fastest(later)), cpuMs: rounded(midmean(cpu)), firstMs: first.map(rounded) },
  });

const sizeRow = answer =>
  row({
    id: 'comparison-size',
    title: 'size of the answer',
    unit: 'kB',
    value: Buffer.byteLength(JSON.stringify(answer)) / 1000,
  });

function writeRun(folder, i) {
  const metrics = Object.fromEntries(Array.from({ length: METRICS }, (_, k) => [`metric_${k}`, k + i / 7]));
  const file = path.join(folder, `run${i}.json`);
  writeFileSync(file, manifestText(i, metrics));
  return pathToFileURL(file).href;
}
