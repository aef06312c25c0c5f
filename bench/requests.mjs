// What an editor asks a language server after a keystroke, and where somebody stops to look or to choose.
import { Halt } from '../scripts/project.mjs';

/** Lines that a window shows. */
const SCREEN = 60;

const documentOf = session => ({ textDocument: { uri: session.uri } });

// Colours come as what differs from those before, as VS Code asks for them.
async function tokens(session) {
  const before = session.tokens;
  const answer = before
    ? await session.ask('textDocument/semanticTokens/full/delta', { ...documentOf(session), previousResultId: before })
    : await session.ask('textDocument/semanticTokens/full', documentOf(session));
  session.tokens = answer.resultId;
  return answer;
}

function hints(session, { line }) {
  const start = { line: Math.max(0, line - SCREEN / 2), character: 0 };
  const range = { start, end: { line: start.line + SCREEN, character: 0 } };
  return session.ask('textDocument/inlayHint', { ...documentOf(session), range });
}

/** The questions by name; `isAnswer` tells an answer from nothing. */
export const questions = {
  diagnostics: {
    ask: session => session.diagnostics(),
    isAnswer: items => items.some(d => d.code === 'lock-drift'),
  },
  tokens: {
    ask: tokens,
    isAnswer: ({ resultId, data, edits }) => resultId !== undefined && (data ?? edits) !== undefined,
  },
  hints: { ask: hints, isAnswer: found => found.length > 0 },
  lenses: {
    ask: session => session.ask('textDocument/codeLens', documentOf(session)),
    isAnswer: found => found.length > 0,
  },
  completion: {
    ask: (session, position) => session.ask('textDocument/completion', { ...documentOf(session), position }),
    isAnswer: found => (found.items ?? found).length > 0,
  },
  hover: {
    ask: (session, position) => session.ask('textDocument/hover', { ...documentOf(session), position }),
    isAnswer: found => found !== null,
  },
};

/** All that is asked at once after each keystroke. */
export const AFTER_KEYSTROKE = ['diagnostics', 'tokens', 'hints', 'lenses'];

/** Milliseconds from a keystroke to the answers to some questions, asked at once; an answer that says nothing is a Halt. */
export async function timeOf(session, place, names) {
  const { peer } = session;
  const from = performance.now();
  void session.type(place, peer.digit);
  const answers = await Promise.all(names.map(name => questions[name].ask(session, place)));
  const time = performance.now() - from;
  session.typed(place, peer.digit);
  checkAnswers(session, names, answers);
  return time;
}

/** Milliseconds for an answer about the text as it is. */
export async function timeOfQuestion(session, place, name) {
  const from = performance.now();
  const answer = await questions[name].ask(session, place);
  const time = performance.now() - from;
  checkAnswers(session, [name], [answer]);
  return time;
}

function checkAnswers({ peer }, names, answers) {
  for (const [i, name] of names.entries())
    if (!questions[name].isAnswer(answers[i]))
      throw new Halt(`${peer.name}: the answer to ${name} says nothing: ${JSON.stringify(answers[i]).slice(0, 200)}.`);
}
