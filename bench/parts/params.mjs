// A digit of a param that most layers use: every block that reads it depends on the change.
import { jsonPlaces } from '../makeJson.mjs';
import { paramPlace } from '../makeSpec.mjs';
import { cpuRatio } from '../rows.mjs';
import { json, kynLsp, withDocument } from '../servers.mjs';
import { FOUR_ANSWERS, startTyping, typeInTurns } from '../typing.mjs';

/** Typing and deleting the digit at 10,000 and 100,000 lines. */
export const params = {
  title: 'All four answers after a digit typed in `params`, relative to the diagnostics of the JSON server',
  async run({ folder, quick }) {
    const rows = [];
    for (const [lines, perRound] of quick
      ? [[10_000, 10]]
      : [
          [10_000, 12],
          [100_000, 3],
        ])
      rows.push(await measure(folder, { lines, warmUp: 4 * perRound, rounds: quick ? 3 : 8, perRound }));
    return rows;
  },
};

/**
 * @param {string} folder
 * @param {{ lines: number, warmUp: number, rounds: number, perRound: number }} sizes
 */
async function measure(folder, { lines, ...turns }) {
  const [own, peer] = [kynLsp(), json()].map(one => withDocument(one, folder, { content: 'findings', lines }));
  const [kyn, other] = await typeInTurns(
    [
      await startTyping(own, { answers: FOUR_ANSWERS, place: paramPlace(own.text) }),
      await startTyping(peer, { answers: ['diagnostics'], place: jsonPlaces(peer.text)[0] }),
    ],
    turns,
  );
  return cpuRatio(
    {
      id: `params-${lines}`,
      title: `${lines.toLocaleString('en')} lines`,
      goal: { atMost: 0.5 },
      ...(lines === 10_000 && {
        summary: 'All answers after a digit typed in `params`, 10,000 lines / diagnostics of the JSON server',
      }),
      figures: { [kyn.name]: kyn.figures, [other.name]: other.figures },
    },
    kyn,
    other,
  );
}
