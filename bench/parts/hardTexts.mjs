// Extreme texts that an editor may open: huge, random, without line ends. The server must respond, and typing must stay possible.
import { performance } from 'node:perf_hooks';
import { makeSpec } from './makeSpec.mjs';
import { median, ms, size, table } from './numbers.mjs';
import { writeSpec } from './peers.mjs';
import { start } from './session.mjs';

const TEN_MB = 10_000_000;

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

/** Measures opening and typing for each of the texts; returns lines of text to print. */
export async function hardTexts(peer, { folder, keystrokes }) {
  const rows = [];
  for (const [name, make] of texts) rows.push([name, ...(await measure(peer, { folder, text: make(), keystrokes }))]);
  return [table([['text', 'size', 'open', 'keystroke, median', 'slowest', 'findings', 'memory', 'peak'], ...rows])];
}

async function measure(peer, { folder, text, keystrokes }) {
  const { file } = writeSpec(folder, text);
  const session = await start(peer, { folder });
  const from = performance.now();
  await session.open(file, text);
  const findings = await session.diagnostics();
  const opened = performance.now() - from;
  const times = [];
  for (const place of places(text, keystrokes)) {
    const at = performance.now();
    void session.type(place, '7');
    await peer.answer(session);
    times.push(performance.now() - at);
  }
  const memory = session.memory();
  await session.stop();
  const used = memory ? [size(memory.now), size(memory.peak)] : ['-', '-'];
  return [size(text.length), ms(opened), ms(median(times)), ms(Math.max(...times)), String(findings.length), ...used];
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
