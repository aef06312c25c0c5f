// All four answers after a keystroke, relative to the diagnostics of the JSON server alone.
import { cpuRatio } from '../rows.mjs';
import { json, kynLsp, withDocument } from '../servers.mjs';
import { FOUR_ANSWERS, startTyping, typeInTurns } from '../typing.mjs';

const SIZES = [
  { lines: 500, atMost: 1.5, warmUp: 300, perRound: 60 },
  { lines: 5000, atMost: 0.7, warmUp: 150, perRound: 30 },
  { lines: 10_000, atMost: 0.35, warmUp: 100, perRound: 20 },
  { lines: 50_000, atMost: 0.2, warmUp: 40, perRound: 8 },
  { lines: 100_000, atMost: 0.15, warmUp: 30, perRound: 5 },
];
const IN_README = [10_000, 100_000];
const TITLES = { findings: 'with findings', clean: 'without findings' };

/** The ratios at five sizes, for a document with and one without findings. */
export const keystroke = {
  title: 'All four answers after a keystroke, relative to the diagnostics of the JSON server',
  async run({ folder, quick }) {
    const rows = [];
    const sizes = quick ? SIZES.filter(({ lines }) => [500, 10_000].includes(lines)) : SIZES;
    for (const size of sizes) rows.push(...(await measureSize(folder, size, quick ? 3 : 8)));
    return rows;
  },
};

/**
 * The rows of one size: with findings, then without.
 * @param {string} folder
 * @param {{ lines: number, atMost?: number, warmUp: number, perRound: number }} size
 * @param {number} rounds
 */
export async function measureSize(folder, { lines, atMost, warmUp, perRound }, rounds) {
  const typist = (peer, content, answers) =>
    startTyping(withDocument(peer, folder, { content, lines }), { answers, name: `${peer.name}, ${content}` });
  const typists = [
    await typist(kynLsp(), 'findings', FOUR_ANSWERS),
    await typist(kynLsp(), 'clean', FOUR_ANSWERS),
    await typist(json(), 'clean', ['diagnostics']),
  ];
  const [findings, clean, peer] = await typeInTurns(typists, { warmUp, rounds, perRound });
  return Object.entries({ findings, clean }).map(([content, own]) =>
    rowOf({ lines, content, goal: { atMost } }, own, peer),
  );
}

const rowOf = ({ lines, content, goal }, own, peer) =>
  cpuRatio(
    {
      id: `keystroke-${lines}-${content}`,
      title: `${lines.toLocaleString('en')} lines, ${TITLES[content]}`,
      goal,
      ...(content === 'findings' &&
        IN_README.includes(lines) && {
          summary: `All answers after a keystroke in ${lines.toLocaleString('en')} lines / diagnostics of the JSON server`,
        }),
      figures: { [own.name]: own.figures, [peer.name]: peer.figures },
    },
    own,
    peer,
  );
