// The requests of an editor after a keystroke, and completion and hover.
import { Halt } from '../scripts/project.mjs';

/** The lines in an editor window. */
const SCREEN = 60;

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
  const start = { line: Math.max(0, line - SCREEN / 2), character: 0 };
  const range = { start, end: { line: start.line + SCREEN, character: 0 } };
  return session.ask('textDocument/inlayHint', { ...documentOf(session), range });
}

/** The requests by name; `hasContent` checks that a response is not empty. */
export const requests = {
  diagnostics: {
    send: session => session.diagnostics(),
    hasContent: items => items.some(d => d.code === 'lock-drift'),
  },
  tokens: {
    send: tokens,
    hasContent: ({ resultId, data, edits }) => resultId !== undefined && (data ?? edits) !== undefined,
  },
  hints: { send: hints, hasContent: found => found.length > 0 },
  lenses: {
    send: session => session.ask('textDocument/codeLens', documentOf(session)),
    hasContent: found => found.length > 0,
  },
  completion: {
    send: (session, position) => session.ask('textDocument/completion', { ...documentOf(session), position }),
    hasContent: found => (found.items ?? found).length > 0,
  },
  hover: {
    send: (session, position) => session.ask('textDocument/hover', { ...documentOf(session), position }),
    hasContent: found => found !== null,
  },
};

/** The requests that are sent at once after each keystroke. */
export const AFTER_KEYSTROKE = ['diagnostics', 'tokens', 'hints', 'lenses'];

/** Milliseconds from a keystroke to the responses of some requests, sent at once. An empty response is a Halt. */
export async function timeOf(session, place, names) {
  const { peer } = session;
  const from = performance.now();
  void session.type(place, peer.digit);
  const responses = await Promise.all(names.map(name => requests[name].send(session, place)));
  const time = performance.now() - from;
  session.typed(place, peer.digit);
  checkResponses(session, names, responses);
  return time;
}

/** Milliseconds for one response without a keystroke. */
export async function timeOfRequest(session, place, name) {
  const from = performance.now();
  const response = await requests[name].send(session, place);
  const time = performance.now() - from;
  checkResponses(session, [name], [response]);
  return time;
}

function checkResponses({ peer }, names, responses) {
  for (const [i, name] of names.entries())
    if (!requests[name].hasContent(responses[i]))
      throw new Halt(`${peer.name}: the response to ${name} is empty: ${JSON.stringify(responses[i]).slice(0, 200)}.`);
}
