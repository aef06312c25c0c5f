// Commands on one small spec, relative to Node with an empty script.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/project.mjs';
import { smallSpec } from '../makeSpec.mjs';
import { timeInTurns } from '../processes.mjs';
import { cpuRatio } from '../rows.mjs';
import { writeSpec } from '../servers.mjs';

// A training may cost 150 ms more than its script; `node` on an empty file takes 40 to 50 ms.
const GOALS = { hash: { atMost: 1.25 }, check: { atMost: 1.4 }, train: { atMost: 3 } };

/** The start of `kyn hash`, `kyn check` and, up to the script, `kyn train`. */
export const commandStart = {
  title: 'Commands on one small spec, relative to `node` on an empty file',
  run: ({ folder, quick, emptyScript }) => startRows({ folder, emptyScript, count: quick ? 15 : 41 }),
};

// An interpreter that has every module and runs nothing, so that only the time of kyn counts.
function emptyInterpreter(folder) {
  const file = path.join(folder, 'python3');
  const script = [
    '#!/bin/sh',
    // kyn expects a manifest of a script that ends without an error.
    `case "$1" in *.py) echo '{}' > run_manifest.json ;; *) for name; do echo "module $name"; done ;; esac`,
  ];
  writeFileSync(file, `${script.join('\n')}\n`, { mode: 0o755 });
  return file;
}

/** One row for each command. */
export async function startRows({ folder, emptyScript, count, commands = Object.keys(GOALS) }) {
  const { file, folder: cwd } = writeSpec(path.join(folder, 'command'), smallSpec);
  const kyn = path.join(root, 'dist/kyn.js');
  const more = { train: ['--compiler', 'builtin', '--python', emptyInterpreter(cwd)] };
  const times = await timeInTurns(
    {
      ...Object.fromEntries(
        commands.map(command => [`kyn ${command}`, ['node', kyn, command, file, ...(more[command] ?? [])]]),
      ),
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
