// The index of runs: from the start of the server until `kynml/runs` is complete.
import path from 'node:path';
import { ProgressType } from 'vscode-languageserver/node';
import { Halt } from '../../scripts/project.mjs';
import { writeImages, writeManifests } from '../makeRuns.mjs';
import { smallSpec } from '../makeSpec.mjs';
import { row } from '../rows.mjs';
import { kynInVscode, writeSpec } from '../servers.mjs';
import { start } from '../session.mjs';
import { fastest, median, midmean, rounded } from '../statistics.mjs';
import { waitsOfHover } from '../waitsOfHover.mjs';

/** Workspaces of 100 to 49,000 manifests (at most 50,000 files are read), and of 10,000 behind 200,000 images. */
export const runIndex = {
  title: 'Index of a workspace: from the start of the server to the complete list of runs',
  async run({ folder, quick }) {
    const cases = quick
      ? [{ runs: 100 }, { runs: 2000 }, { runs: 2000, images: 10_000 }]
      : [
          { runs: 100 },
          { runs: 1000 },
          { runs: 10_000, atMost: 3, atMostMiB: 150 },
          { runs: 49_000, atMost: 5 },
          { runs: 10_000, images: 200_000 },
        ];
    const rows = [];
    for (const one of cases) rows.push(...(await measure(folder, one, quick ? 1 : 3)));
    return rows;
  },
};

/**
 * @param {string} folder
 * @param {{ runs: number, images?: number, atMost?: number, atMostMiB?: number }} files
 * @param {number} count
 */
async function measure(folder, { runs, images = 0, atMost, atMostMiB }, count) {
  const place = path.join(folder, `index-${runs}-${images}`);
  const spec = writeSpec(place, smallSpec);
  writeManifests(place, runs);
  writeImages(place, images);
  const found = [];
  for (let i = 0; i < count; i++) found.push(await indexOnce(spec, runs));
  // In a run of its own, because the hovers take time too.
  const { wait } = await indexOnce(spec, runs, { isHovering: true });
  const all = name => found.map(one => one[name]);
  const files = `${runs.toLocaleString('en')} manifests${images ? ` and ${images.toLocaleString('en')} images` : ''}`;
  const time = row({
    id: `index-${runs}${images ? '-images' : ''}`,
    title: files,
    unit: 's',
    value: fastest(all('wall')) / 1000,
    ...(atMost && { goal: { atMost }, summary: `All runs listed after the start of the server, ${files}` }),
    figures: {
      firstPartMs: rounded(fastest(all('first'))),
      longestWaitMs: rounded(wait),
      cpuMs: rounded(midmean(all('cpu'))),
      peakMiB: rounded(median(all('peak'))),
      allMs: all('wall').map(rounded),
    },
  });
  if (!atMostMiB) return [time];
  const memory = { unit: 'MiB', value: median(all('peak')), goal: { atMost: atMostMiB } };
  return [time, row({ id: `index-${runs}-memory`, title: `${files}, memory of the server at its peak`, ...memory })];
}

async function indexOnce({ folder, file, text }, expected, { isHovering = false } = {}) {
  const from = performance.now();
  const session = await start(kynInVscode(), { folder });
  await session.open(file, text);
  await session.diagnostics();
  const parts = { count: 0, first: undefined };
  const listening = session.connection.onProgress(new ProgressType(), 'runs', items => {
    parts.first ??= performance.now() - from;
    parts.count += items.length;
  });
  const waits = isHovering ? waitsOfHover(session) : undefined;
  const rest = await session.ask('kynml/runs', { partialResultToken: 'runs' });
  const wall = performance.now() - from;
  const wait = await waits?.stop();
  listening.dispose();
  const cpu = session.cpuTime();
  const { peak } = session.memory();
  await session.stop();
  if (parts.count + rest.length !== expected)
    throw new Halt(`${parts.count + rest.length} runs were listed instead of ${expected}.`);
  return { wall, cpu, peak, wait, first: parts.first ?? wall };
}
