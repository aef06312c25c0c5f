// The language server compared with the JSON server of VS Code. They alternate, so that other load affects both.
import { Halt } from '../scripts/project.mjs';
import { coldStart, keystroke, middlePlaces, nodeAlone } from './measure.mjs';
import { median, ms, quantile, size, table } from './numbers.mjs';

const TARGET_RATIO = 0.5;

/** Measures all peers (KynML first) on documents of `lines` lines; returns lines of text to print. */
export async function compare(peers, { folder, lines, starts, warmUp, keystrokes }) {
  const documents = peers.map(peer => ({ peer, folder, ...peer.document(folder, lines) }));
  for (const one of documents) await checkValidation(one);
  const { cold, node } = await coldStarts(documents, starts);
  const keys = await typing(documents, { warmUp, keystrokes });
  return [
    ...documents.map(sizeLine),
    `${starts} cold starts, ${keystrokes} keystrokes after ${warmUp} for warm-up; the servers alternate`,
    `Node with an empty script: ${ms(median(node))} of every cold start`,
    '',
    table([
      ['', ...peers.map(peer => peer.name), ...peers.slice(1).map(peer => `kynml/${peer.name}`), 'target'],
      row('cold start, median', cold, median),
      row('keystroke, median', keys, median),
      row('keystroke, p95', keys, times => quantile(times, 0.95)),
    ]),
  ];
}

const sizeLine = ({ peer, text }) =>
  `${peer.name}: ${text.split('\n').length - 1} lines, ${size(Buffer.byteLength(text))}`;

function row(title, times, figure) {
  const [kynml, ...others] = times.map(figure);
  return [
    title,
    ...[kynml, ...others].map(ms),
    ...others.map(other => (kynml / other).toFixed(2)),
    `<= ${TARGET_RATIO}`,
  ];
}

// A server that does not report a wrong value would be measured without doing the work.
async function checkValidation({ peer, folder, file, text }) {
  const { session } = await coldStart(peer, { folder, file, text });
  peer.check(session, await peer.answer(session));
  const number = text.split('\n').findIndex(line => /^\s+"?input\b/.test(line));
  const place = peer.places(text).find(({ line }) => line === number);
  await session.type(place, '.5');
  const found = (await session.diagnostics()).filter(d => d.range.start.line === number);
  await session.stop();
  if (found.length === 0)
    throw new Halt(`${peer.name}: the server did not report a fraction where a whole number is required.`);
}

async function coldStarts(documents, count) {
  const cold = documents.map(() => []);
  const node = [];
  for (let i = 0; i < count; i++) {
    node.push(nodeAlone());
    for (const [k, { peer, ...document }] of documents.entries()) {
      const { session, time } = await coldStart(peer, document);
      cold[k].push(time);
      await session.stop();
    }
  }
  return { cold, node };
}

async function typing(documents, { warmUp, keystrokes }) {
  const running = [];
  for (const { peer, ...document } of documents) running.push((await coldStart(peer, document)).session);
  const places = documents.map(({ peer, text }) => middlePlaces(peer, text, warmUp + keystrokes));
  const times = documents.map(() => []);
  for (let i = 0; i < warmUp + keystrokes; i++)
    for (const [k, session] of running.entries()) {
      const time = await keystroke(session, places[k][i]);
      if (i >= warmUp) times[k].push(time);
    }
  for (const session of running) await session.stop();
  return times;
}
