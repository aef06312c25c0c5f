// Our server against the JSON server of VS Code, alternating, so that what else the machine does meets both.
import { Halt } from '../scripts/project.mjs';
import { coldStart, keystroke, middlePlaces, nodeAlone } from './measure.mjs';
import { median, ms, quantile, size, table } from './numbers.mjs';

const AIM = 0.5;

/** Measures all peers (ours first) on documents of `lines` lines; gives lines of text to print. */
export async function compare(peers, { folder, lines, starts, warmUp, keystrokes }) {
  const documents = peers.map(peer => ({ peer, folder, ...peer.document(folder, lines) }));
  for (const one of documents) await prove(one);
  const { cold, node } = await coldStarts(documents, starts);
  const keys = await typing(documents, { warmUp, keystrokes });
  return [
    ...documents.map(sizeLine),
    `${starts} cold starts, ${keystrokes} keystrokes after ${warmUp} to warm up; the servers take turns`,
    `Node itself, doing nothing: ${ms(median(node))} of every cold start`,
    '',
    table([
      ['', ...peers.map(peer => peer.name), ...peers.slice(1).map(peer => `kynml/${peer.name}`), 'aim'],
      row('cold start, median', cold, median),
      row('keystroke, median', keys, median),
      row('keystroke, 95 of 100', keys, times => quantile(times, 0.95)),
    ]),
  ];
}

const sizeLine = ({ peer, text }) =>
  `${peer.name}: ${text.split('\n').length - 1} lines, ${size(Buffer.byteLength(text))}`;

function row(title, times, figure) {
  const [own, ...others] = times.map(figure);
  return [title, ...[own, ...others].map(ms), ...others.map(other => (own / other).toFixed(2)), `<= ${AIM}`];
}

// A server that says nothing about a wrong value would be measured at doing nothing.
async function prove({ peer, folder, file, text }) {
  const { session } = await coldStart(peer, { folder, file, text });
  peer.check(session, await peer.answer(session));
  const number = text.split('\n').findIndex(line => /^\s+"?input\b/.test(line));
  const place = peer.places(text).find(({ line }) => line === number);
  await session.type(place, '.5');
  const found = (await session.diagnostics()).filter(d => d.range.start.line === number);
  await session.stop();
  if (found.length === 0)
    throw new Halt(`${peer.name}: a number with a fraction where a whole one must stand was not reported.`);
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
