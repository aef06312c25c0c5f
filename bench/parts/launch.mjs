// What a launch on Slurm costs besides its trainings: submitting and running an element against a job array written by hand, and the state of 10,000 elements.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { importCore } from '../../scripts/core.mjs';
import { Halt, root } from '../../scripts/project.mjs';
import { smallSpec } from '../makeSpec.mjs';
import { timeCommand } from '../processes.mjs';
import { row } from '../rows.mjs';
import { writeSpec } from '../servers.mjs';
import { fastest, median } from '../statistics.mjs';

/** The overhead of a launch. The programs of Slurm are stand-ins: their time is not ours. */
export const launch = {
  title: 'Runs on Slurm: overhead for each element, and the state of a launch',
  async run({ folder, quick }) {
    return [
      await submitRow(folder, quick ? 3 : 11),
      await elementRow(folder, quick ? 5 : 41),
      await stateRow(quick ? 10 : 50),
      await viewRow(quick ? 10 : 50),
    ];
  },
};

const ELEMENTS = 10_000;
const COMBINATIONS = 200;

const CORE = `
  export { afterLook, withSubmission } from './src-shared/launch/launch';
  export { launchText, readLaunch } from './src-shared/launch/launchText';
  export { batchScript } from './src-shared/launch/slurm/batchScript';
  export { launchesView } from './src-shared/views/launches/launchesView';`;

const BATCH = { command: 'sweep', script: 'train.py', name: 'kyn-a.0', modules: [], generator: 'kyn bench' };

/** The text of the state of 10,000 elements that were just submitted. */
function submittedText({ withSubmission, launchText }) {
  const head = { id: 'a', target: 'slurm', command: 'sweep', folder: 'out', spec: 'a.kyn' };
  const made = { configHash: 'c', generator: 'kyn', script: 'train.py' };
  const indices = Array.from({ length: ELEMENTS }, (_, i) => i);
  const submission = { time: '2026-01-01T00:00:00Z', resources: [] };
  return launchText(withSubmission({ ...head, ...made, submissions: [], elements: new Map() }, indices, submission));
}

/** Reading the state of 10,000 elements, and what the view of runs shows of it. */
async function viewRow(count) {
  const core = await importCore(CORE);
  const text = submittedText(core);
  const wording = { label: path => path, uri: path => `file://${path}`, clock: { time: String, day: String } };
  const times = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    const { launch } = core.readLaunch(text);
    core.launchesView([{ launch, folder: '/w/out', workspace: '/w' }], { problems: [], omitted: 0 }, wording);
    times.push(performance.now() - start);
  }
  return row({
    id: 'launch-view',
    title: `${ELEMENTS.toLocaleString('en')} elements: read the state, make the rows of the view of runs`,
    unit: 'ms',
    value: fastest(times),
    goal: { atMost: 50 },
  });
}

/** Reading the state of 10,000 elements, one change, and the new text. */
async function stateRow(count) {
  const core = await importCore(CORE);
  const { afterLook, launchText, readLaunch } = core;
  let text = submittedText(core);
  const times = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    const read = readLaunch(text);
    if (!read.ok) throw new Halt(`The state was not read: it ${read.problem}.`);
    const seen = afterLook(read.launch, index => ({
      target: { kind: 'active', state: index === i ? 'running' : 'queued' },
      manifest: false,
      time: 0,
    }));
    text = launchText(seen);
    times.push(performance.now() - start);
  }
  const title = `${ELEMENTS.toLocaleString('en')} elements: read the state, change it, make its new text`;
  return row({
    id: 'launch-state',
    title,
    unit: 'ms',
    value: fastest(times),
    goal: { atMost: 50 },
    figures: { bytes: text.length },
  });
}

/** The wall time for an element of a new sweep, less that of a shell script that makes the same folders and scripts. */
async function submitRow(folder, count) {
  const programs = standIns(path.join(folder, 'programs'));
  const sweep = `sweep:\n    n = [${Array.from({ length: COMBINATIONS }, (_, i) => i + 1).join(', ')}]\n\n`;
  const spec = `params:\n    n = 1\n\n${sweep}${smallSpec.replace(/epochs = \d+/, 'epochs = $n')}`;
  const { file, folder: cwd } = writeSpec(path.join(folder, 'launch'), spec);
  const kyn = ['node', path.join(root, 'dist/kyn.js'), 'sweep', file, '--target', 'slurm', '--compiler', 'builtin'];
  const times = { kyn: [], byHand: [] };
  const PATH = `${programs}:${process.env.PATH}`;
  for (let i = 0; i < count; i++) {
    const out = ['--python', path.join(programs, 'python3'), '--out', `kyn-${i}`];
    times.kyn.push((await timeCommand(['env', `PATH=${PATH}`, ...kyn, ...out], { cwd })).wall);
    const loop = `for i in $(seq ${COMBINATIONS}); do mkdir -p hand-${i}/$i; cp '${file}' hand-${i}/$i/train.py; done; sbatch`;
    times.byHand.push((await timeCommand(['env', `PATH=${PATH}`, 'sh', '-c', loop], { cwd })).wall);
  }
  return row({
    id: 'launch-submit',
    title: `Submitting a sweep of ${COMBINATIONS} combinations, wall time for each besides a script that makes the folders`,
    unit: 'ms',
    value: (median(times.kyn) - median(times.byHand)) / COMBINATIONS,
    goal: { atMost: 10 },
    figures: { kyn: median(times.kyn), byHand: median(times.byHand) },
  });
}

function standIns(folder) {
  mkdirSync(folder, { recursive: true });
  const program = (name, text) => writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  program('sbatch', 'echo 1');
  program('scontrol', 'echo MaxArraySize = 1001');
  program('python3', 'echo module torch; echo module numpy; echo end of modules');
  return folder;
}

/** The wall time of the batch script with an interpreter that does nothing, less that of one that only changes the folder and starts it. */
async function elementRow(folder, count) {
  const { batchScript } = await importCore(CORE);
  const cwd = path.join(folder, 'element');
  mkdirSync(path.join(cwd, 'combo-0000'), { recursive: true });
  writeFileSync(path.join(cwd, 'combo-0000/.kynml-claim'), '"launch": "kyn-a.0"\n');
  writeFileSync(path.join(cwd, 'kyn.sh'), batchScript({ ...BATCH, python: '/bin/true' }));
  writeFileSync(path.join(cwd, 'hand.sh'), '#!/bin/sh\ncd combo-0000 && /bin/true train.py >output.txt 2>&1\n');
  const times = { kyn: [], hand: [] };
  for (let i = 0; i < count; i++)
    for (const name of ['kyn', 'hand'])
      times[name].push((await timeCommand(['env', 'SLURM_ARRAY_TASK_ID=0', 'sh', `${name}.sh`], { cwd })).wall);
  return row({
    id: 'launch-element',
    title: 'The batch script of an element besides one written by hand, wall time',
    unit: 'ms',
    value: median(times.kyn) - median(times.hand),
    goal: { atMost: 20 },
    figures: { kyn: median(times.kyn), hand: median(times.hand) },
  });
}
