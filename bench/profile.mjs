// Where the CPU time goes: `node bench/profile.mjs start|keystroke [LINES]` or `node bench/profile.mjs COMMAND`, e.g. `hash`. It profiles what is in dist/;
// after `npm run build`, functions have their names.
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../scripts/atOurEnd.mjs';
import { Halt, main, root } from '../scripts/project.mjs';
import { isolate } from './isolate.mjs';
import { smallSpec } from './makeSpec.mjs';
import { timeCommand } from './processes.mjs';
import { kynLsp, withDocument, writeSpec } from './servers.mjs';
import { coldStart, FOUR_ANSWERS, startTyping, typeBlock } from './typing.mjs';

const SHOWN = 25;
const KEYSTROKES = 600;

await main(async () => {
  const [what = '', lines = '10000'] = process.argv.slice(2);
  if (!/^[a-z]+$/.test(what)) throw new Halt('Usage: node bench/profile.mjs start|keystroke|COMMAND [LINES]');
  isolate();
  const { folder, remove } = temporaryFolder('profile');
  const nodeArgs = ['--cpu-prof', '--cpu-prof-interval=200', `--cpu-prof-dir=${path.join(folder, 'profiles')}`];
  const document = args =>
    withDocument({ ...kynLsp(), nodeArgs: args }, folder, { content: 'findings', lines: Number(lines) });
  if (what === 'start') await profileStart(document, nodeArgs);
  else if (what === 'keystroke') await profileTyping(document(nodeArgs));
  else await profileCommand(folder, what, nodeArgs);
  printShares(path.join(folder, 'profiles'));
  remove();
  return 0;
});

// The first start fills the cache of compiled code.
async function profileStart(document, nodeArgs) {
  await (await coldStart(document([]))).session.stop();
  const plain = await coldStart(document([]));
  printThreads(plain.session.child.pid);
  await plain.session.stop();
  await (await coldStart(document(nodeArgs))).session.stop();
}

async function profileTyping(document) {
  const typist = await startTyping(document, { answers: FOUR_ANSWERS });
  await typeBlock(typist, KEYSTROKES);
  printThreads(typist.session.child.pid);
  await typist.session.stop();
}

async function profileCommand(folder, command, nodeArgs) {
  const { file, folder: cwd } = writeSpec(path.join(folder, 'command'), smallSpec);
  const kyn = [path.join(root, 'dist/kyn.js'), command, file];
  await timeCommand(['node', ...kyn], { cwd });
  await timeCommand(['node', ...nodeArgs, ...kyn], { cwd });
}

/** The CPU time of the main thread, and of the others: the optimiser and garbage collection of V8. */
function printThreads(pid) {
  const times = readdirSync(`/proc/${pid}/task`).map(thread => {
    const fields = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return { isMain: thread === String(pid), ms: (Number(fields[11]) + Number(fields[12])) * 10 };
  });
  const sum = wanted => times.filter(({ isMain }) => isMain === wanted).reduce((all, { ms }) => all + ms, 0);
  console.log(`CPU time: main thread ${sum(true)} ms, other threads ${sum(false)} ms`);
}

/** Prints the functions of the main thread with most of its time, alone and with what they call. */
function printShares(folder) {
  const [name] = readdirSync(folder);
  copyFileSync(path.join(folder, name), path.join(root, 'dist/last.cpuprofile'));
  const { total, alone, all } = shares(JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
  for (const [title, map] of Object.entries({ Alone: alone, 'With what it calls': all })) {
    console.log(`\n${title}, of ${total.toFixed(0)} ms:`);
    for (const [key, ms] of [...map].sort((a, b) => b[1] - a[1]).slice(0, SHOWN))
      console.log(`${((100 * ms) / total).toFixed(1).padStart(5)} %  ${key.slice(0, 100)}`);
  }
  console.log('\nThe whole profile is dist/last.cpuprofile.');
}

function shares({ nodes: list, samples, timeDeltas }) {
  const nodes = new Map(list.map(node => [node.id, node]));
  for (const node of list) for (const child of node.children ?? []) nodes.get(child).parent = node;
  const [alone, all] = [new Map(), new Map()];
  const add = (map, key, ms) => map.set(key, (map.get(key) ?? 0) + ms);
  let total = 0;
  for (const [i, id] of samples.entries()) {
    const stack = stackOf(nodes.get(id));
    if (stack[0] === '(idle)') continue;
    const ms = (timeDeltas[i + 1] ?? 0) / 1000;
    total += ms;
    add(alone, stack[0], ms);
    for (const name of new Set(stack)) add(all, name, ms);
  }
  return { total, alone, all };
}

function stackOf(node) {
  const names = [];
  for (let at = node; at; at = at.parent) {
    const { functionName, url, lineNumber } = at.callFrame;
    names.push(functionName || `${path.basename(url)}:${lineNumber + 1}`);
  }
  return names;
}
