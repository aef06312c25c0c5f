// Extreme texts that an editor may open: huge, random, without line ends. The server must respond, and typing must stay possible.
import path from 'node:path';
import { makeSpec } from '../makeSpec.mjs';
import { row } from '../rows.mjs';
import { kynLsp, writeSpec } from '../servers.mjs';
import { start } from '../session.mjs';
import { median, rounded } from '../statistics.mjs';

const TEN_MB = 10_000_000;

/** @type {[title: string, make: () => string][]} */
const texts = [
  ['10 MB, valid spec', () => makeSpec(Math.round(TEN_MB / bytesPerLine()))],
  ['10 MB, random ASCII', () => randomAscii(TEN_MB)],
  ['one line of 100,000 letters', () => 'x'.repeat(100_000)],
  ['one list of 100,000 characters', () => `params:\n    x = [${'1, '.repeat(33_333)}1]\n`],
  ['100,000 lines before any header', () => '    x = 1\n'.repeat(100_000)],
  [
    '100,000 lines in one block',
    () => `params:\n${Array.from({ length: 100_000 }, (_, i) => `    x${i} = ${i}\n`).join('')}`,
  ],
  ['100,000 faulty lines in one block', () => `train:\n${'    epochs = = 1\n'.repeat(100_000)}`],
  ['100,000 unknown headers', () => 'nothing:\n'.repeat(100_000)],
];

/** Opening each of the texts, and typing in it. */
export const hardTexts = {
  title: 'Extreme texts: the time of a keystroke until its diagnostics arrive',
  async run({ folder, quick }) {
    const rows = [];
    for (const [title, make] of quick ? texts.slice(2, 5) : texts)
      rows.push(await measure({ folder: path.join(folder, 'hard'), title, text: make(), count: 20 }));
    return rows;
  },
};

async function measure({ folder, title, text, count }) {
  const { file } = writeSpec(folder, text);
  const session = await start(kynLsp(), { folder });
  const from = performance.now();
  await session.open(file, text);
  const findings = await session.diagnostics();
  const openMs = rounded(performance.now() - from);
  const times = [];
  for (const place of places(text, count)) {
    const at = performance.now();
    void session.change({ start: place, end: place }, '7');
    await session.diagnostics();
    times.push(performance.now() - at);
  }
  const { now, peak } = session.memory();
  await session.stop();
  const figures = { openMs, slowestMs: rounded(Math.max(...times)), memoryMiB: rounded(now), peakMiB: rounded(peak) };
  const id = `hard-${title.replace(/\W+/g, '-')}`;
  return row({ id, title, unit: 'ms', value: median(times), figures: { ...figures, findings: findings.length } });
}

// Spread over the middle half, at the ends of lines; in a text with few lines, in the middle of the longest.
function places(text, count) {
  const lines = text.split('\n');
  const half = lines.length >> 1;
  if (lines.length < 10) {
    const line = lines.reduce((best, one, i) => (one.length > lines[best].length ? i : best), 0);
    return Array.from({ length: count }, (_, i) => ({ line, character: (lines[line].length >> 1) + i }));
  }
  return Array.from({ length: count }, (_, i) => {
    const line = (half >> 1) + Math.floor((i * half) / count);
    return { line, character: lines[line].length };
  });
}

function bytesPerLine() {
  const lines = 10_000;
  return makeSpec(lines).length / lines;
}

// Printable characters and line ends from a generator with a fixed seed, so that every run has the same text.
function randomAscii(length) {
  const pieces = [];
  let state = 42;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const c = 32 + ((state >>> 16) % 96);
    pieces.push(c === 127 ? '\n' : String.fromCharCode(c));
  }
  return pieces.join('');
}
