// Cold start: from the start of the process to the first diagnostics.

import { timeInTurns } from '../processes.mjs';
import { cpuRatio, timesOf } from '../rows.mjs';
import { json, jsonInVscode, kynInVscode, kynLsp, withDocument } from '../servers.mjs';
import { checkValidation, coldStart as startOnce } from '../typing.mjs';

const GOALS = { small: { atMost: 0.6 }, findings: { atMost: 0.75 } };

/** The cold starts of a small file and of 10,000 lines. */
export const coldStart = {
  title: 'Cold start to the first diagnostics, relative to the JSON server',
  async run({ folder, quick, emptyScript }) {
    const { node } = await timeInTurns({ node: ['node', emptyScript] }, 9);
    const pairs = [
      { id: 'kyn-lsp', place: '`kyn lsp`', own: kynLsp(), peer: json() },
      { id: 'vscode', place: 'server of the extension', own: kynInVscode(), peer: await jsonInVscode(folder) },
    ];
    const rows = [];
    for (const content of [{ content: 'small' }, { content: 'findings', lines: 10_000 }])
      rows.push(...(await measure({ folder, pairs, content, count: quick ? 3 : 15, node })));
    return rows;
  },
};

async function measure({ folder, pairs, content, count, node }) {
  const documents = pairs.flatMap(({ own, peer }) => [own, peer].map(one => withDocument(one, folder, content)));
  const times = await startInTurns(documents, count);
  const size = content.lines ? '10,000 lines' : 'a small file';
  return pairs.map(({ id, place, own, peer }, i) => {
    const description = {
      id: `cold-start-${content.lines ?? 'small'}-${id}`,
      title: `${size}, ${own.name} to ${peer.name}`,
      goal: GOALS[content.content],
      ...(content.lines && { summary: `Cold start to the first diagnostics, ${size}, ${place} / JSON server` }),
      figures: { node: timesOf(node) },
    };
    return cpuRatio(description, times[2 * i], times[2 * i + 1]);
  });
}

/** Cold starts of documents in turns: { name, cpu, wall } for each, after an unmeasured start that checks the server and fills its code cache. */
export async function startInTurns(documents, count) {
  const times = documents.map(({ peer }) => ({ name: peer.name, cpu: [], wall: [] }));
  for (const document of documents) await checkValidation(document);
  for (let i = 0; i < count; i++)
    for (const [k, document] of documents.entries()) {
      const { session, cpu, wall } = await startOnce(document);
      await session.stop();
      times[k].cpu.push(cpu);
      times[k].wall.push(wall);
    }
  return times;
}
