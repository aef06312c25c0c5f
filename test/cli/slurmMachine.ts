// `kyn` on a machine in memory whose Slurm is a value: jobs wait until a test says what became of them.

import { expect } from 'vitest';
import type { Programs } from '../../server/src/cli/programs';
import type { MemoryFile, MemoryHost } from '../../src-shared/host/memoryHost';
import { comboFolder } from '../../src-shared/repro/training/sweepResults';
import { houseSpec } from '../specFixture';
import { type CliSetup, kyn, programsOn, sha256 } from './cliEnvironment';

const CSV = 'a,b,c,d,price\n1,2,3,4,5\n2,3,4,5,6\n3,4,5,6,7\n4,5,6,7,8\n5,6,7,8,9\n';
/** A spec that sweeps four combinations. */
export const SWEEP = houseSpec.replace('dataset', 'sweep:\n    lr = [0.1, 0.2, 0.3, 0.4]\n\ndataset');

/** A machine with Slurm. */
export class SlurmMachine {
  files: Record<string, MemoryFile>;
  /** The argument vectors of Slurm's programs so far. */
  readonly calls: (readonly string[])[] = [];
  /** The states of squeue by name of the job and index; deleted where the controller forgot it. */
  readonly queue = new Map<string, string>();
  /** What replaces the answer of a program. */
  readonly answers: Record<string, { readonly code: number; readonly stdout?: string; readonly stderr?: string }> = {};
  /** The programs that do not answer in time. */
  readonly silent = new Set<string>();
  /** The variables that Slurm's programs did not get. */
  withoutVariables: readonly string[] | undefined;
  onSubmit: (name: string) => void = () => undefined;
  /** Whether the disk is full when a text is written to a file. */
  isFull: (path: string, text: string) => boolean = () => false;
  /** While squeue answers; the files are those of the running command. */
  onQueue: (files: Map<string, MemoryFile>) => void = () => undefined;
  exactState: Programs['exactState'] = () => undefined;
  now = new Date('2026-04-18T17:30:05.123Z');
  private jobs = 0;
  private live: Pick<MemoryHost, 'files'> = { files: new Map() };

  constructor(files: Readonly<Record<string, MemoryFile>> = {}) {
    this.files = { '/w/house.kyn': SWEEP, '/w/data/houses.csv': CSV, ...files };
  }

  /** Runs a command; its files are those of the next one. */
  async run(...argv: readonly string[]) {
    const setup: CliSetup = {
      files: this.files,
      ...{ data: true, python: '/usr/bin/python3', now: this.now },
      isFull: this.isFull,
      run: async (argv, { withoutVariables }) => {
        this.withoutVariables = withoutVariables;
        return this.answer(argv);
      },
      programs: host => ({
        ...programsOn(this.watch(host)),
        find: name => (name === 'kynml' ? undefined : `/usr/bin/${name}`),
        exactState: path => this.exactState(path),
        ...{ pid: 100, findProcess: pid => (pid === 100 ? 'kyn' : undefined) },
      }),
    };
    const result = await kyn(setup, ...argv);
    this.files = Object.fromEntries(result.files);
    return result;
  }

  /** The names of the programs of Slurm that were started. */
  started = (program: string): (readonly string[])[] => this.calls.filter(([name]) => name === `/usr/bin/${program}`);

  /** What an element of the last submission leaves behind. */
  end(index: number, state: string, exit?: number): void {
    const name = this.lastName();
    this.queue.set(`${name}|${index}`, state);
    if (exit !== undefined) this.files[`/w/out/${comboFolder(index)}/.kynml-exit`] = `${name} ${exit}\n`;
  }

  /** An element of the last submission writes its manifest and ends. */
  train(index: number): void {
    const folder = `/w/out/${comboFolder(index)}`;
    this.files[`${folder}/output.txt`] = '';
    this.files[`${folder}/run_manifest.json`] = this.manifest(`${folder}/train.py`);
    this.end(index, 'COMPLETED', 0);
  }

  /** The manifest that a script would write. */
  manifest(script: string): string {
    const text = String(this.files[script]);
    const lr = /"lr": "([\d.]+)"/.exec(text)?.[1];
    return JSON.stringify({
      config_hash: /CONFIG_HASH = "(\w+)"/.exec(text)?.[1],
      data_hash: sha256(CSV),
      env: { platform: 'Linux', python: '3.11.2', torch: '1.13.1' },
      kynml_version: 'kyn 1.2.3',
      metrics: { mae: 0.5 },
      ...(lr !== undefined && { params: { lr } }),
      seed: 1,
    });
  }

  lastName = (): string => [...this.queue.keys()].at(-1)?.split('|')[0] ?? '';

  /** The launch in .kynml. */
  launch(): { readonly elements: readonly { readonly index: number; readonly state: string }[]; readonly id: string } {
    const path = Object.keys(this.files)
      .filter(name => /^\/w\/\.kynml\/launches\/.*\.json$/.test(name))
      .sort()
      .at(-1);
    return JSON.parse(String(this.files[path ?? '']));
  }

  states = (): string =>
    this.launch()
      .elements.map(({ state }) => state)
      .join(' ');

  private watch(host: MemoryHost): MemoryHost {
    this.live = host;
    return host;
  }

  private answer(argv: readonly string[]) {
    const name = argv[0]?.replace('/usr/bin/', '') ?? '';
    if (name === 'python3')
      return {
        ok: true as const,
        code: 0,
        stdout: argv
          .slice(3)
          .filter(m => m !== 'kynml.cli')
          .map(m => `module ${m}\n`)
          .concat('end of modules\n')
          .join(''),
        stderr: '',
      };
    this.calls.push(argv);
    const fixed = this.answers[name];
    if (name === 'squeue') this.onQueue(this.live.files);
    if (name === 'sbatch' && (!fixed || fixed.code === 0)) this.submit(argv);
    if (this.silent.has(name)) return { ok: false as const, reason: 'timeout' as const, detail: '' };
    if (fixed) return { ok: true as const, stdout: '', stderr: '', ...fixed };
    return { ok: true as const, code: name === 'sacct' ? 1 : 0, stdout: this.output(name, argv), stderr: '' };
  }

  private submit(argv: readonly string[]): void {
    const option = (key: string): string => argv.find(arg => arg.startsWith(`--${key}=`))?.split('=')[1] ?? '';
    for (const part of option('array').replace(/%.*/, '').split(',')) {
      const [first = 0, last = first] = part.split('-').map(Number);
      for (let index = first; index <= last; index++) this.queue.set(`${option('job-name')}|${index}`, 'PENDING');
    }
    this.onSubmit(option('job-name'));
  }

  private output(name: string, argv: readonly string[]): string {
    if (name === 'sbatch') return `${++this.jobs}\n`;
    const names =
      argv
        .find(arg => arg.startsWith('--name='))
        ?.slice('--name='.length)
        .split(',') ?? [];
    const asked = [...this.queue].filter(([key]) => names.includes(key.split('|')[0] ?? ''));
    return name === 'squeue' ? asked.map(([key, state]) => `${key}|${state}|None\n`).join('') : '';
  }
}

/** The arguments that submit the sweep of house.kyn. */
export const SUBMIT = ['sweep', 'house.kyn', '--target', 'slurm', '--out', 'out'] as const;

/** Those that continue it. */
export const RESUME = [...SUBMIT, '--resume'] as const;

/** A machine on which that sweep was submitted. */
export async function submitted(files: Readonly<Record<string, MemoryFile>> = {}): Promise<SlurmMachine> {
  const machine = new SlurmMachine(files);
  const result = await machine.run(...SUBMIT);
  expect(result.stderr).not.toContain('Nothing was started');
  expect(result.code).toBe(0);
  return machine;
}
