// The two measurements: a cold start and keystrokes.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { start } from './session.mjs';

/** Milliseconds from the start of the process to the first diagnostics of a document; the server is left running. */
export async function coldStart(peer, { folder, file, text }) {
  const from = performance.now();
  const session = await start(peer, { folder });
  await session.open(file, text);
  await session.diagnostics();
  return { session, time: performance.now() - from };
}

/** Milliseconds that Node takes to start and to end with an empty script. */
export function nodeAlone() {
  const from = performance.now();
  spawnSync(process.execPath, ['-e', '']);
  return performance.now() - from;
}

/** One keystroke: milliseconds until all that an editor asks for after it is there. What comes back is checked, outside of the time. */
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

/** `count` places in the middle half of a text, each on a line of its own, in an order that jumps but is always the same. */
export function middlePlaces(peer, text, count) {
  const all = peer.places(text);
  const middle = all.slice(all.length >> 2, all.length - (all.length >> 2));
  const step = stepFor(middle.length);
  return Array.from({ length: count }, (_, i) => middle[(i * step) % middle.length]);
}

// A step that shares no factor with the length visits every place before it comes back to one.
function stepFor(length) {
  let step = Math.max(1, Math.floor(length * 0.382));
  while (divisor(step, length) > 1) step++;
  return step;
}

const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));
