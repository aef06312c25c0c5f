// kyn train on a machine in memory, whose programs are functions.
import { expect } from 'vitest';
import type { Programs, ShownProgram, ShownResult } from '../../server/src/cli/programs';
import type { MemoryFile, MemoryHost } from '../../src-shared/host/memoryHost';
import { houseSpec } from '../specFixture';
import { type CliSetup, kyn, programsOn, sha256 } from './cliEnvironment';

/** The manifest in the working folder. */
export const MANIFEST = '/w/run_manifest.json';

/** A machine that trains. */
export interface Machine {
  readonly files?: Readonly<Record<string, MemoryFile>>;
  /** Modules that the interpreter has. */
  readonly modules?: readonly string[];
  readonly onPath?: string;
  /** Empty where none is found. */
  readonly python?: string;
  readonly running?: Readonly<Record<number, string>>;
  /** Called when the interpreter is asked for its modules. */
  readonly asked?: () => void;
  /** What the interpreter prints in place of the answer. */
  readonly answer?: string;
  /** Called when a file is read. */
  readonly read?: (path: string) => void;
  readonly script?: (program: ShownProgram, host: MemoryHost) => ShownResult | Promise<ShownResult>;
}

/** Runs `kyn train` on a machine with /usr/bin/python3 that has torch and numpy. The script writes a manifest and ends with 0. */
export async function train(machine: Machine, ...argv: readonly string[]) {
  const started: ShownProgram[] = [];
  const queried: (readonly string[])[] = [];
  const { modules = ['torch', 'numpy'], running = {} } = machine;
  const script =
    machine.script ??
    ((program, host) => {
      void host.writeAtomic(`${program.cwd}/run_manifest.json`, '{"new": 1}');
      if (program.env.KYNML_EVENTS) void host.writeAtomic(program.env.KYNML_EVENTS, '{}\n');
      return { ok: true, code: 0 };
    });
  const programs = (host: MemoryHost): Programs => ({
    ...programsOn(reported(host, machine.read)),
    find: name => (name === 'kynml' ? machine.onPath : undefined),
    pid: 100,
    findProcess: pid => ({ 100: 'kyn', ...running })[pid],
    session: () => ({
      ...programsOn(host).session(),
      run: async program => {
        started.push(program);
        const result = script(program, host);
        program.started?.(200);
        return result;
      },
    }),
  });
  const setup: CliSetup = {
    files: { '/w/house.kyn': houseSpec, '/w/data/houses.csv': CSV, ...machine.files },
    data: true,
    ...(machine.python !== '' && { python: machine.python ?? '/usr/bin/python3' }),
    now: new Date('2026-04-18T17:30:05.123Z'),
    run: async argv => {
      queried.push(argv);
      machine.asked?.();
      const stdout = argv.slice(3).map(name => (modules.includes(name) ? `module ${name}\n` : ''));
      return { ok: true, code: 0, stdout: machine.answer ?? `${stdout.join('')}end of modules\n`, stderr: '' };
    },
    programs,
  };
  return { ...(await kyn(setup, 'train', ...argv)), started, queried };
}

// Programs are asked for before a spec is compiled.
function reported(host: MemoryHost, read: Machine['read']): MemoryHost {
  const get = host.files.get.bind(host.files);
  if (read)
    host.files.get = path => {
      read(path);
      return get(path);
    };
  return host;
}

const CSV = 'a,b,c,d,price\n1,2,3,4,5\n2,3,4,5,6\n3,4,5,6,7\n4,5,6,7,8\n5,6,7,8,9\n';

/** The path of the only file in a part of the history, and its content. */
export function keptFile(
  files: ReadonlyMap<string, MemoryFile>,
  part: 'events' | 'records',
): readonly [string, string] {
  const found = [...files].filter(([path]) => path.startsWith(`/w/.kynml/${part}/`));
  expect(found).toHaveLength(1);
  const [path, content] = found[0] ?? ['', ''];
  const name = new RegExp(`/2026-04-18T17-30-05\\.123Z-[0-9a-f]{8}-${sha256(houseSpec).slice(0, 12)}\\.jsonl?$`);
  expect(path).toMatch(name);
  return [path, String(content)];
}
