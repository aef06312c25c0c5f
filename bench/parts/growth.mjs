// How the CPU time of diagnostics after a keystroke grows from 1,000 to 100,000 lines.
import { cpuRatio } from '../rows.mjs';
import { kynLsp, textAndHash, withDocument } from '../servers.mjs';
import { startTyping, typeInTurns } from '../typing.mjs';

const LARGE = 100_000;
const TITLES = { findings: 'with findings', clean: 'without findings' };

/** The growth for both documents; 100 would be proportional. */
export const growth = {
  title: 'Growth of the diagnostics from 1,000 to 100,000 lines (100 times the text)',
  async run({ folder, quick }) {
    const rows = [];
    for (const content of ['findings', 'clean'])
      rows.push(await growthRow(folder, content, { warmUp: quick ? 50 : 100, rounds: quick ? 3 : 8, perRound: 30 }));
    return rows;
  },
};

/** One row: the CPU time at 100,000 lines relative to 1,000 lines. */
async function growthRow(folder, content, turns) {
  const typist = lines => typistOf(kynLsp(), folder, { content, lines }, `${lines.toLocaleString('en')} lines`);
  const [small, large] = await typeInTurns([await typist(1000), await typist(LARGE)], turns);
  return cpuRatio(
    {
      id: `growth-${content}`,
      title: TITLES[content],
      goal: { atMost: 2.5 },
      figures: { [small.name]: small.figures, [large.name]: large.figures },
    },
    large,
    small,
  );
}

/**
 * The CPU time at 100,000 lines relative to a server that keeps the same text and only hashes it. Unlike the growth, this does not depend on how fast
 * the memory of the machine is compared with its caches: both servers read all of the text.
 */
export async function largeToHash(folder, content, turns) {
  const typists = [];
  for (const peer of [kynLsp(), textAndHash()]) typists.push(await typistOf(peer, folder, { content, lines: LARGE }));
  return cpuRatio({}, ...(await typeInTurns(typists, turns))).value;
}

const typistOf = (peer, folder, content, name = peer.name) =>
  startTyping(withDocument(peer, folder, content), { answers: ['diagnostics'], name });
