// A real Slurm with one node on this computer, started and stopped by process id. It listens on 127.0.0.1 only, and has no accounting database.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { isAlive } from '../../isAlive';

/** The running Slurm. `folder`: one that is readable by all users, as munge requires, and removed at the end. */
export interface RealSlurm {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs one of its programs, and returns what it printed. */
  run(program: string, ...args: readonly string[]): string;
  /** The file in which Slurm notes each job that ended. */
  readonly ended: string;
  stopController(): Promise<void>;
  /** `clean`: without what it knew. */
  startController(clean?: boolean): Promise<void>;
  stop(): Promise<void>;
}

const PROGRAMS = ['sbatch', 'squeue', 'scancel', 'slurmctld', 'slurmd', 'munged', 'setpriv'];

/** Why Slurm cannot run here; undefined where it can. */
export function slurmObstacle(): string | undefined {
  const missing = PROGRAMS.filter(
    name => spawnSync('sh', ['-c', `command -v ${name}`], { env: withSystemPath() }).status !== 0,
  );
  if (missing.length > 0) return `Slurm is needed (packages slurm-wlm and munge): ${missing.join(', ')} not found.`;
  return process.getuid?.() === 0 ? undefined : 'Slurm starts jobs for other users, so it needs root.';
}

const withSystemPath = (): NodeJS.ProcessEnv => ({ ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` });

const NODE = hostname().split('.')[0] ?? 'localhost';

/** Starts Slurm. */
export async function startSlurm(): Promise<RealSlurm> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-slurm-')));
  chmodSync(folder, 0o755);
  const config = join(folder, 'slurm.conf');
  const env: NodeJS.ProcessEnv = { ...withSystemPath(), SLURM_CONF: config };
  for (const name of ['state', 'spool', 'log', 'munge']) mkdirSync(join(folder, name));
  writeFileSync(config, configText(folder, await freePort(), await freePort()));
  startMunge(folder);
  const daemon = (program: string, ...args: string[]): ChildProcess =>
    spawn(program, ['-D', '-f', config, ...args], { env, stdio: 'ignore' });
  let controller = daemon('slurmctld');
  const node = daemon('slurmd', '-N', NODE);
  const run = (program: string, ...args: readonly string[]): string =>
    spawnSync(program, args, { env, encoding: 'utf8' }).stdout;
  const isReady = () => vi.waitFor(() => expect(run('sinfo', '--noheader', '--format=%T').trim()).toBe('idle'), WAIT);
  const slurm: RealSlurm = {
    ...{ folder, env, run, ended: join(folder, 'log/jobs.txt') },
    stopController: () => end(controller),
    async startController(clean = false) {
      controller = daemon('slurmctld', ...(clean ? ['-c'] : []));
      await vi.waitFor(() => expect(run('sinfo', '--noheader', '--format=%T').trim()).not.toBe(''), WAIT);
    },
    async stop() {
      // A test that failed may have left jobs, which outlive the node.
      run('scancel', '--user=root');
      await vi.waitFor(() => expect(run('squeue', '--noheader')).toBe(''), WAIT).catch(() => undefined);
      await Promise.all([end(node), end(controller)]);
      const munge = Number(readFileSync(join(folder, 'munge/pid'), 'utf8'));
      process.kill(munge, 'SIGTERM');
      await vi.waitFor(() => expect(isAlive(munge)).toBe(false), WAIT);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await isReady();
  } catch (error) {
    await slurm.stop();
    throw error;
  }
  return slurm;
}

const WAIT = { timeout: 30_000, interval: 200 };

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

// munged goes into the background itself.
function startMunge(folder: string): void {
  const own = join(folder, 'munge');
  const key = join(own, 'key');
  writeFileSync(key, randomBytes(1024), { mode: 0o400 });
  const [uid, gid] = ['-u', '-g'].map(option =>
    Number(spawnSync('id', [option, 'munge'], { encoding: 'utf8' }).stdout),
  );
  for (const path of [own, key]) chownSync(path, uid ?? 0, gid ?? 0);
  const files = ['key-file=key', 'socket=socket', 'pid-file=pid', 'log-file=log', 'seed-file=seed'].map(option => {
    const [name, file = ''] = option.split('=');
    return `--${name}=${join(own, file)}`;
  });
  const user = ['--reuid=munge', '--regid=munge', '--clear-groups'];
  const started = spawnSync('setpriv', [...user, 'munged', ...files, '--num-threads=2', '--force'], {
    env: withSystemPath(),
    encoding: 'utf8',
  });
  if (started.status !== 0 || !existsSync(join(own, 'socket')))
    throw new Error(`munged did not start: ${started.stderr}`);
}

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

const configText = (folder: string, controllerPort: number, nodePort: number): string => `ClusterName=test
SlurmctldHost=${NODE}(127.0.0.1)
SlurmctldPort=${controllerPort}
SlurmdPort=${nodePort}
AuthType=auth/munge
AuthInfo=socket=${folder}/munge/socket
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/log/slurmctld.log
SlurmdLogFile=${folder}/log/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/filetxt
JobCompLoc=${folder}/log/jobs.txt
MpiDefault=none
ReturnToService=2
SlurmdParameters=config_overrides
MinJobAge=3600
KillWait=2
SchedulerParameters=sched_interval=1,sched_min_interval=100000
NodeName=${NODE} NodeAddr=127.0.0.1 CPUs=8 RealMemory=4000 State=UNKNOWN
PartitionName=debug Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
`;
