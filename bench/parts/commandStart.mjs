// Commands on one small spec, relative to Node with an empty script.
import path from 'node:path';
import { root } from '../../scripts/project.mjs';
import { smallSpec } from '../makeSpec.mjs';
import { timeInTurns } from '../processes.mjs';
import { cpuRatio } from '../rows.mjs';
import { writeSpec } from '../servers.mjs';

const GOALS = { hash: { atMost: 1.25 }, check: { atMost: 1.4 } };

/** The start of `kyn hash` and `kyn check`. */
export const commandStart = {
  title: 'Commands on one small spec, relative to `node` on an empty file',
  run: ({ folder, quick, emptyScript }) => startRows({ folder, emptyScript, count: quick ? 15 : 41 }),
};

/** One row for each command. */
export async function startRows({ folder, emptyScript, count, commands = Object.keys(GOALS) }) {
  const { file, folder: cwd } = writeSpec(path.join(folder, 'command'), smallSpec);
  const kyn = path.join(root, 'dist/kyn.js');
  const times = await timeInTurns(
    {
      ...Object.fromEntries(commands.map(command => [`kyn ${command}`, ['node', kyn, command, file]])),
      node: ['node', emptyScript],
    },
    count,
    { cwd },
  );
  return commands.map(command =>
    cpuRatio(
      {
        id: `command-${command}`,
        title: `kyn ${command}`,
        goal: GOALS[command],
        summary: `\`kyn ${command}\` of one file / \`node\` on an empty file`,
      },
      times[`kyn ${command}`],
      times.node,
    ),
  );
}
