// The two measurements: cold starts and keystrokes.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { start } from './session.mjs';

/** Milliseconds from the start of the process to the first diagnostics of a document; the server keeps running. */
export async function coldStart(peer, { folder, file, text }) {
  const from = performance.now();
  const session = await start(peer, { folder });
  await session.open(file, text);
  await session.diagnostics();
  return { session, time: performance.now() - from };
}

/** Milliseconds that Node needs for an empty script. */
export function nodeAlone() {
  const from = performance.now();
  spawnSync(process.execPath, ['-e', '']);
  return performance.now() - from;
}

/** Milliseconds from a keystroke to all responses that an editor requests. Checking the responses is not included. */
export async function keystroke(session, place) {
  const { peer } = session;
  const from = performance.now();
  void session.type(place, peer.digit);
  const answer = await peer.answer(session);
  const time = performance.now() - from;
  session.typed(place, peer.digit);
  peer.check(session, answer);
  return time;
}

/** `count` positions in the middle half of a text, each on its own line, in a fixed scattered order. */
export function middlePlaces(peer, text, count) {
  const all = peer.places(text);
  const middle = all.slice(all.length >> 2, all.length - (all.length >> 2));
  const step = stepFor(middle.length);
  return Array.from({ length: count }, (_, i) => middle[(i * step) % middle.length]);
}

// A step without a common factor with the length visits every position before it repeats one.
function stepFor(length) {
  let step = Math.max(1, Math.floor(length * 0.382));
  while (divisor(step, length) > 1) step++;
  return step;
}

const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));
