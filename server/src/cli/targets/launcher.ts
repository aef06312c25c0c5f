// How a script is run: by the interpreter on this computer, or through the program of a template.
import { nodeCrypto } from '../../../../src-shared/host/node/nodeCrypto';
import { filled } from '../../../../src-shared/launch/template';
import { withoutSecretForms } from '../../../../src-shared/text/secretText';
import { displayPath } from '../cliPaths';
import type { Programs } from '../programs';
import type { Target } from './target';

/** A script to run. `part`: what distinguishes a run of a sweep, for example `0007`; `data`: an argument with the hash of its data, only on this computer. */
export interface ScriptRun {
  readonly python: string;
  readonly script: string;
  readonly folder: string;
  readonly part?: string;
  readonly data?: string;
}

/** Makes the argument vector of a run; the program is an absolute path. */
export interface Launcher {
  /** What the target adds to the run, which is recorded; absent on this computer. */
  readonly added?: readonly string[];
  /** It runs on this computer, with what this computer knows about the data. */
  readonly isLocal?: true;
  vector(run: ScriptRun): readonly [program: string, ...args: string[]];
}

/** The launcher of this computer. */
export const localLauncher: Launcher = {
  isLocal: true,
  vector: ({ python, script, data }) => (data === undefined ? [python, script] : [python, script, data]),
};

/** The launcher of a target that waits for its runs, or why there is none, as a sentence. */
export function launcherOf(programs: Pick<Programs, 'find'>, target: Target): Launcher | string {
  if (target.kind !== 'template') return localLauncher;
  const { template } = target;
  const [named] = template.command;
  const program = /[\\/]/.test(named) ? named : programs.find(named);
  if (program === undefined)
    return `The target ${displayPath(target.file)} runs \`${named}\`, which was not found on PATH. Nothing was started.`;
  // A name of its own for each start: engines refuse one that exists.
  const start = nodeCrypto().randomBytes(4).toString('hex');
  return {
    // A record is kept longer than the file of the template.
    added: template.command.map(withoutSecretForms),
    vector({ python, script, folder, part }) {
      const name = `kyn-${start}${part === undefined ? '' : `-${part}`}`;
      return [program, ...filled(template, { script, dir: folder, python, name })];
    },
  };
}

/** The end of a message that names the tool: through which program it runs; empty on this computer. */
export const through = ({ added }: Launcher): string => (added ? `, through ${added[0]}` : '');
