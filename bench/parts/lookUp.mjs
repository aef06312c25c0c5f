// Looking up the runs with a CONFIG_HASH in the index of the core, in this process. A lens does it on each keystroke.
import { importCore } from '../../scripts/core.mjs';
import { manifestText } from '../makeRuns.mjs';
import { row } from '../rows.mjs';
import { fastest, median } from '../statistics.mjs';

/** The runs of a hash in indexes of three sizes: the first look-up after a change, which also finds copies, and a repeated one. */
export const lookUp = {
  title: 'Look-up of the runs with a CONFIG_HASH',
  async run({ quick }) {
    const { RunIndex, readRows } = await importCore(CORE);
    return [100, 1000, 10_000].map(count => measure({ RunIndex, readRows }, count, quick ? 3 : 11));
  },
};

const CORE = `
  export { RunIndex } from './src-shared/runs/index/runIndex';
  export { readRows } from './src-shared/runs/list/readRows';`;

function measure({ RunIndex, readRows }, count, repetitions) {
  const files = Array.from({ length: count }, (_, i) => indexed(readRows, i));
  const hashes = [...new Set(files.flatMap(({ rows }) => rows.map(({ claims }) => claims.configHash)))];
  const rounds = Array.from({ length: repetitions }, () => lookUpAll(RunIndex, files, hashes));
  const title = `${count.toLocaleString('en')} runs`;
  return row({
    id: `lookup-${count}`,
    title,
    unit: 'ms',
    value: slowestHash(rounds.map(({ first }) => first)),
    goal: { atMost: 1 },
    figures: {
      medianMs: median(rounds.flatMap(({ first }) => first)).toPrecision(2),
      repeatedMs: slowestHash(rounds.map(({ again }) => again)).toPrecision(2),
      hashes: hashes.length,
    },
  });
}

// Of each hash the fastest round counts, because other load only adds to it.
const slowestHash = rounds => Math.max(...rounds[0].map((_, hash) => fastest(rounds.map(times => times[hash]))));

function indexed(readRows, i) {
  const file = `/w/runs/${i}/run_manifest.json`;
  const text = manifestText(i);
  const host = { stat: () => ({ size: text.length }), readBytes: () => ({ ok: true, bytes: Buffer.from(text) }) };
  const { rows } = readRows({ ...host, decodeUtf8: bytes => bytes.toString(), sha256: () => String(i) }, file, {
    keys: [],
    isNamed: true,
  });
  return { path: file, hash: String(i), rows, modified: i };
}

function lookUpAll(RunIndex, files, hashes) {
  const index = new RunIndex();
  for (const file of files) index.set(file);
  const times = () =>
    hashes.map(hash => {
      const from = performance.now();
      index.withHash(hash);
      return performance.now() - from;
    });
  return { first: times(), again: times() };
}
