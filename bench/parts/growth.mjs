// How the CPU time of diagnostics after a keystroke grows from 1,000 to 100,000 lines.
import { cpuRatio } from '../rows.mjs';
import { kynLsp, withDocument } from '../servers.mjs';
import { startTyping, typeInTurns } from '../typing.mjs';

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
export async function growthRow(folder, content, turns) {
  const typist = lines =>
    startTyping(withDocument(kynLsp(), folder, { content, lines }), {
      answers: ['diagnostics'],
      name: `${lines.toLocaleString('en')} lines`,
    });
  const [small, large] = await typeInTurns([await typist(1000), await typist(100_000)], turns);
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
