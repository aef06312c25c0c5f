// Keystrokes in several servers in turns, and the requests of an editor after each.
import { setTimeout as pause } from 'node:timers/promises';
import { Halt } from '../scripts/project.mjs';
import { checkFindings } from './servers.mjs';
import { start } from './session.mjs';
import { median, quantile, rounded } from './statistics.mjs';

/** The lines in an editor window. */
const SCREEN = 60;
/** Time for work that a server does after its responses. */
const SETTLE_MS = 60;

const documentOf = session => ({ textDocument: { uri: session.uri } });

// Semantic tokens are requested as a delta, as in VS Code.
async function tokens(session) {
  const before = session.tokens;
  const response = before
    ? await session.ask('textDocument/semanticTokens/full/delta', { ...documentOf(session), previousResultId: before })
    : await session.ask('textDocument/semanticTokens/full', documentOf(session));
  session.tokens = response.resultId;
  return response;
}

function hints(session, { line }) {
  const top = { line: Math.max(0, line - SCREEN / 2), character: 0 };
  const range = { start: top, end: { line: top.line + SCREEN, character: 0 } };
  return session.ask('textDocument/inlayHint', { ...documentOf(session), range });
}

/** The requests by name; `hasContent` checks that a response is not empty. */
const requests = {
  diagnostics: { send: session => session.diagnostics(), hasContent: Array.isArray },
  tokens: {
    send: tokens,
    hasContent: ({ resultId, data, edits }) => resultId !== undefined && (data ?? edits) !== undefined,
  },
  hints: { send: hints, hasContent: found => found.length > 0 },
  lenses: {
    send: session => session.ask('textDocument/codeLens', documentOf(session)),
    hasContent: found => found.length > 0,
  },
};

/** All four answers, which an editor requests at once after a keystroke. */
export const FOUR_ANSWERS = ['diagnostics', 'tokens', 'hints', 'lenses'];

/** Opens a document (see withDocument) in a new process and waits for its first findings: { session, wall, cpu } in milliseconds. */
export async function coldStart({ peer, content, folder, file, text }) {
  const from = performance.now();
  const session = await start(peer, { folder });
  await session.open(file, text);
  const findings = await session.diagnostics();
  const wall = performance.now() - from;
  const cpu = session.cpuTime();
  checkFindings({ peer, content }, findings);
  return { session, wall, cpu };
}

/**
 * Starts a session for typing. `answers`: the requests after each keystroke. `place`: always type and delete a digit there, otherwise digits are
 * typed at many places in the middle of the text.
 * @param {any} document a result of `withDocument`
 * @param {{ answers: string[], place?: object, name?: string }} options
 */
export async function startTyping(document, { answers, place, name = document.peer.name }) {
  const { session } = await coldStart(document);
  const places = place ? [place] : middlePlaces(document.peer, document.text);
  return { name, session, answers, places, isToggled: place !== undefined, count: 0 };
}

/** Types in turns: the unmeasured `warmUp`, then `rounds` blocks of `perRound` keystrokes for each. Stops the servers. */
export async function typeInTurns(typists, { warmUp, rounds, perRound }) {
  for (const typist of typists) await typeBlock(typist, warmUp);
  const blocks = typists.map(() => []);
  for (let i = 0; i < rounds; i++)
    for (const [k, typist] of typists.entries()) blocks[k].push(await typeBlock(typist, perRound));
  for (const { session } of typists) await session.stop();
  return typists.map(({ name }, k) => timesOf(name, blocks[k], perRound));
}

// The clock of CPU time has steps of 10 ms, so the sum is more precise than the median of the blocks.
function timesOf(name, blocks, perRound) {
  const walls = blocks.flatMap(block => block.walls);
  const cpu = blocks.reduce((sum, block) => sum + block.cpu, 0) / (blocks.length * perRound);
  const figures = { cpuMs: rounded(cpu), wallMs: rounded(median(walls)), wallP95Ms: rounded(quantile(walls, 0.95)) };
  return { name, cpu: [cpu], wall: walls, figures };
}

/** Types `count` keystrokes: the CPU time of all and the wall time of each in milliseconds. */
export async function typeBlock(typist, count) {
  const before = typist.session.cpuTime();
  const walls = [];
  for (let i = 0; i < count; i++) walls.push(await keystroke(typist));
  await pause(SETTLE_MS);
  return { cpu: typist.session.cpuTime() - before, walls };
}

async function keystroke(typist) {
  const { session, answers, places, isToggled } = typist;
  const { digit } = session.peer;
  const place = places[typist.count % places.length];
  const isDeleting = isToggled && typist.count % 2 === 1;
  typist.count++;
  const after = { ...place, character: place.character + digit.length };
  const from = performance.now();
  void session.change({ start: place, end: isDeleting ? after : place }, isDeleting ? '' : digit);
  const responses = await Promise.all(answers.map(name => requests[name].send(session, place)));
  const wall = performance.now() - from;
  for (const [i, name] of answers.entries())
    if (!requests[name].hasContent(responses[i])) throw new Halt(`${typist.name}: the response to ${name} is empty.`);
  return wall;
}

/** Halts unless a server reports a fraction where a whole number is required: one that does not validate would win. */
export async function checkValidation(document) {
  const { session } = await coldStart(document);
  const { wholeNumber } = document.peer;
  const lines = document.text.split('\n');
  const number = lines.findIndex(line => wholeNumber.test(line));
  const { index, 0: found } = wholeNumber.exec(lines[number]);
  const place = { line: number, character: index + found.length };
  await session.change({ start: place, end: place }, '.5');
  const reported = (await session.diagnostics()).filter(d => d.range.start.line === number);
  await session.stop();
  if (reported.length === 0)
    throw new Halt(`${document.peer.name}: a fraction where a whole number is required was not reported.`);
}

/** Positions in the middle half of a text, each on its own line, in a fixed scattered order. */
function middlePlaces(peer, text) {
  const all = peer.places(text);
  const middle = all.slice(all.length >> 2, all.length - (all.length >> 2));
  const step = stepFor(middle.length);
  return middle.map((_, i) => middle[(i * step) % middle.length]);
}

// A step without a common factor with the length visits every position before it repeats one.
function stepFor(length) {
  let step = Math.max(1, Math.floor(length * 0.382));
  while (divisor(step, length) > 1) step++;
  return step;
}

const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));
