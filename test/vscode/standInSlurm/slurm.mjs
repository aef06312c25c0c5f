// Slurm for tests of the editor: its programs read and write the file `.stand-in-slurm.json` of the working folder, in which a test says what becomes of the
// jobs. `down`: the controller does not answer. Nothing is run.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = '.stand-in-slurm.json';
const [program, ...args] = process.argv.slice(2);
const cluster = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : { down: false, jobs: [] };
const option = name =>
  args
    .find(arg => arg.startsWith(`--${name}=`))
    ?.split('=')
    .slice(1)
    .join('=') ?? '';

const indices = option('array')
  .split('%')[0]
  .split(',')
  .flatMap(part => {
    const [first, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });

const keep = () => writeFileSync(FILE, JSON.stringify(cluster, null, 2));
const asked = () => cluster.jobs.filter(({ name }) => option('name').split(',').includes(name));

// The name counts in each case, and where elements are given, so do these.
const elements = args.filter(arg => !arg.startsWith('-'));
const isNamed = (name, element) => option('name') === name && (elements.length === 0 || elements.includes(element));

const programs = {
  sbatch() {
    const states = Object.fromEntries(indices.map(index => [index, 'PENDING']));
    cluster.jobs.push({ name: option('job-name'), folder: option('chdir'), script: args.at(-1), states });
    keep();
    console.log(cluster.jobs.length);
  },
  squeue() {
    for (const { name, states } of asked())
      for (const [index, state] of Object.entries(states)) console.log(`${name}|${index}|${state}|None`);
  },
  scancel() {
    for (const [at, { name, states }] of cluster.jobs.entries())
      for (const index of Object.keys(states).filter(index => isNamed(name, `${at + 1}_${index}`)))
        if (states[index] === 'PENDING' || states[index] === 'RUNNING') states[index] = 'CANCELLED';
    keep();
  },
  scontrol: () => console.log('MaxArraySize            = 1001'),
};

if (cluster.down) {
  console.error(`${program}: error: Unable to contact slurm controller`);
  process.exitCode = 1;
} else programs[program]();
