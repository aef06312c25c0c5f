// A program that takes the place of a Python interpreter with torch: it runs in milliseconds and behaves as a test tells it.
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a run does, by the name of its folder; `*` for all others, `question` for the question about modules. Each writes its process ids to `running/NAME` first. */
export interface Behaviour {
  /** Waits until `release(NAME)`. */
  readonly wait?: true;
  readonly exit?: number;
  /** Writes its manifest, and then waits until it is killed. */
  readonly linger?: true;
  /** Ends without a manifest. */
  readonly silent?: true;
  /** Ignores SIGTERM. */
  readonly deaf?: true;
  /** Starts a process that also waits and ignores SIGTERM. */
  readonly child?: true;
}

/** A stand-in in a folder of its own. */
export interface StandIn {
  /** The path of the interpreter. */
  readonly path: string;
  /** The environment that it needs. */
  readonly env: NodeJS.ProcessEnv;
  readonly behave: (behaviour: Readonly<Record<string, Behaviour>>) => void;
  readonly release: (name: string) => void;
  /** The names of the folders of all runs so far, in the order of their starts. */
  readonly started: () => readonly string[];
  /** The process ids of a run that has started and is ready; empty before. */
  readonly pids: (name: string) => readonly number[];
  /** What a run did at its end: `SIGINT` for each of these signals, `end`. */
  readonly log: (name: string) => readonly string[];
}

const PROGRAM = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync, writeFileSync, mkdirSync } = require('node:fs');
const { basename, join } = require('node:path');
const top = process.env.STAND_IN;
const asked = () => (top ? JSON.parse(readFileSync(join(top, 'behaviour.json'), 'utf8')).question : undefined) ?? {};
if (process.argv[2] === '-c' && asked().wait) {
  if (asked().deaf) process.on('SIGTERM', () => {});
  setInterval(() => {}, 1000);
  writeFileSync(join(top, 'ready-question'), String(process.pid));
} else if (process.argv[2] === '-c') {
  for (const name of process.argv.slice(4)) if (name !== 'kynml.cli') console.log('module ' + name);
  console.log('end of modules');
} else {
  const name = basename(process.cwd());
  appendFileSync(join(top, 'started'), name + '\\n');
  const all = JSON.parse(readFileSync(join(top, 'behaviour.json'), 'utf8'));
  const { wait, exit = 0, deaf, child, silent, linger } = all[name] ?? all['*'] ?? {};
  const note = text => appendFileSync(join(top, 'log-' + name), text + '\\n');
  const pids = [process.pid];
  if (deaf) process.on('SIGTERM', () => note('SIGTERM'));
  if (child) pids.push(require('node:child_process').spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"], { stdio: 'ignore' }).pid);
  const script = readFileSync(process.argv[2], 'utf8');
  const params = JSON.parse('{' + (/"params": \\{([^}]*?),?\\s*\\}/.exec(script)?.[1] ?? '') + '}');
  const manifest = () => JSON.stringify({ config_hash: /CONFIG_HASH = "(\\w+)"/.exec(script)[1],
    data_hash: require('node:crypto').createHash('sha256').update(readFileSync(process.env.STAND_IN_DATA)).digest('hex'),
    env: { numpy: '2', platform: 'x', python: '3', torch: '2' }, kynml_version: /KYNML_VERSION = "(.+)"/.exec(script)[1], metrics: { mae: 0.5 }, params, seed: 1 });
  const finish = code => {
    note('end');
    if (code !== 0) console.error('KynMLError: as the test says, and what to do about it is not cut off');
    else if (!silent) writeFileSync('run_manifest.json', manifest());
    if (!linger) process.exit(code);
    clearInterval(timer);
    setInterval(() => {}, 1000);
  };
  process.on('SIGINT', () => { note('SIGINT'); setTimeout(() => finish(130), 300); });
  writeFileSync(join(top, 'ready-' + name), pids.join(' '));
  if (process.env.KYNML_EVENTS) appendFileSync(process.env.KYNML_EVENTS, '{}\\n');
  console.log('ready ' + JSON.stringify(process.argv.slice(2)) + ' ' + (process.env.KYNML_EVENTS ?? ''));
  const check = () => { if (!wait || existsSync(join(top, 'release-' + name))) finish(exit); };
  const timer = setInterval(check, 20);
  check();
}
`;

/** Makes a stand-in in a folder; `data`: the file whose hash its manifests record. */
export function standInPython(folder: string, data: string): StandIn {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'python3');
  writeFileSync(path, PROGRAM);
  chmodSync(path, 0o755);
  const linesOf = (name: string): string[] =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean) : [];
  const standIn: StandIn = {
    path,
    env: { ...process.env, STAND_IN: folder, STAND_IN_DATA: data },
    behave: behaviour => writeFileSync(join(folder, 'behaviour.json'), JSON.stringify(behaviour)),
    release: name => appendFileSync(join(folder, `release-${name}`), ''),
    started: () => linesOf('started'),
    pids: name => linesOf(`ready-${name}`).flatMap(line => line.split(' ').map(Number)),
    log: name => linesOf(`log-${name}`),
  };
  standIn.behave({});
  return standIn;
}
