// Memory of the servers with 10,000 lines open, after typing.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { row } from '../rows.mjs';
import { json, kynLsp, withDocument } from '../servers.mjs';
import { median, rounded } from '../statistics.mjs';
import { FOUR_ANSWERS, startTyping, typeBlock } from '../typing.mjs';

const LINES = 10_000;
const KEYSTROKES = 100;

/** Resident memory, and the live heap after a garbage collection. */
export const memory = {
  title: `Memory at 10,000 lines after ${KEYSTROKES} keystrokes, relative to the JSON server`,
  async run({ folder, quick }) {
    const count = quick ? 1 : 5;
    const [own, peer] = await residentInTurns(folder, count);
    /** @type {[own: any, peer: any]} */
    const heaps = [await liveHeap(kynLsp(), folder, FOUR_ANSWERS), await liveHeap(json(), folder, ['diagnostics'])];
    return [residentRow(own, peer), heapRow(heaps)];
  },
};

/**
 * The resident memory in MiB of new servers in turns, KynML and JSON: two lists.
 * @returns {Promise<[own: any[], peer: any[]]>}
 */
export async function residentInTurns(folder, count) {
  const [own, peer] = [[], []];
  for (let i = 0; i < count; i++) {
    own.push(await resident(kynLsp(), folder, FOUR_ANSWERS));
    peer.push(await resident(json(), folder, ['diagnostics']));
  }
  return [own, peer];
}

/** The row with the ratio of resident memory. */
export const residentRow = (own, peer) =>
  row({
    id: 'memory-resident',
    title: 'resident memory',
    unit: 'ratio',
    value: median(own) / median(peer),
    goal: { atMost: 0.9 },
    summary: 'Resident memory at 10,000 lines after typing / JSON server',
    figures: { 'kyn lsp': { residentMiB: rounded(median(own)) }, json: { residentMiB: rounded(median(peer)) } },
  });

const heapRow = ([own, peer]) =>
  row({
    id: 'memory-heap',
    title: 'live heap after a garbage collection',
    unit: 'ratio',
    value: own / peer,
    figures: { 'kyn lsp': { heapMiB: rounded(own) }, json: { heapMiB: rounded(peer) } },
  });

async function resident(server, folder, answers) {
  const typist = await typed(server, folder, answers);
  const { now } = typist.session.memory();
  await typist.session.stop();
  return now;
}

async function typed(server, folder, answers) {
  const typist = await startTyping(withDocument(server, folder, { content: 'findings', lines: LINES }), { answers });
  await typeBlock(typist, KEYSTROKES);
  return typist;
}

// A script loaded before the server collects garbage and answers on a signal. Its cached code has other flags, so only the heap is read here.
async function liveHeap(server, folder, answers) {
  const hook = path.join(folder, 'heapHook.cjs');
  writeFileSync(hook, heapHook);
  const typist = await typed(
    { ...server, nodeArgs: ['--expose-gc', '--require', hook], stderr: 'pipe' },
    folder,
    answers,
  );
  const { child } = typist.session;
  const heap = new Promise((resolve, reject) => {
    let text = '';
    child.stderr.on('data', piece => {
      text += piece;
      const found = /heap=(\d+)\n/.exec(text);
      if (found) resolve(Number(found[1]) / 2 ** 20);
    });
    child.once('exit', () => reject(new Error('The server exited before it reported its heap.')));
  });
  child.kill('SIGUSR2');
  const size = await heap;
  await typist.session.stop();
  return size;
}

const heapHook = `process.on('SIGUSR2', () => {
  gc();
  process.stderr.write('heap=' + process.memoryUsage().heapUsed + '\\n');
});
`;
