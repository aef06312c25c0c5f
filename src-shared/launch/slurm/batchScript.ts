// The script that Slurm runs for each element. Its text is fixed; what it depends on is in quoted values at its beginning.
import { CLAIM } from '../../repro/history/claimFolder';
import { comboFolder, OUTPUT } from '../../repro/training/sweepResults';
import { shellWord } from '../../text/shellText';

/** The name of the file in which an element leaves its exit code: `kyn-<id>.<attempt> <code>`. */
export const EXIT_FILE = '.kynml-exit';

/** What the batch script runs. `script`: the name of the Python script; `name`: that of the attempt; `generator`: `kyn 0.1.0`; `data`: arguments with the hashes of data. */
export interface BatchJob {
  readonly command: 'train' | 'sweep';
  readonly python: string;
  readonly script: string;
  readonly name: string;
  readonly modules: readonly string[];
  readonly generator: string;
  readonly data?: readonly string[];
}

/** The text of the batch script; undefined where a value cannot be in a script. It starts in the folder of the launch. */
export function batchScript(job: BatchJob): string | undefined {
  const { command, python, script, name, modules, generator, data = [] } = job;
  const values = { python, script, attempt: name };
  const assigned = Object.entries(values).map(([key, value]) => [key, shellWord(value)] as const);
  const loads = modules.map(module => `module load ${shellWord(module)} || exit 125\n`).join('');
  if (assigned.some(([, word]) => /[\0\n]/.test(word))) return undefined;
  return `#!${modules.length > 0 ? '/bin/bash -l' : '/bin/sh'}
# Written by ${generator.replace(/[^\w .+-]/g, '')}. It runs one element of a job array.
${assigned.map(([key, word]) => `${key}=${word}`).join('\n')}
folder=${command === 'train' ? '.' : COMBINATION}
cd "$folder" || exit 125
# A folder belongs to one attempt. One that was given up and starts late must not run beside the next.
grep -q -F "\\"launch\\": \\"$attempt\\"" ${CLAIM} || exit 125
exec >>${OUTPUT} 2>&1
rm -f ${EXIT_FILE}
${loads}PYTHONSAFEPATH=1 PYTHONIOENCODING=utf-8:backslashreplace KYNML_EVENTS=
export PYTHONSAFEPATH PYTHONIOENCODING KYNML_EVENTS
"$python" "./$script"${data.map(argument => ` ${shellWord(argument)}`).join('')}
code=$?
printf '%s %s\\n' "$attempt" "$code" >${EXIT_FILE}.tmp && mv -f ${EXIT_FILE}.tmp ${EXIT_FILE}
exit "$code"
`;
}

// The path of `comboFolder`, as printf writes it. It begins with a dot, so that CDPATH has no effect; so does that of the script, so that no name is an option of the interpreter.
const COMBINATION = `./$(printf '${comboFolder(0).replace('0000', '%04d')}' "$SLURM_ARRAY_TASK_ID")`;

/** The exit code in the text of an exit file, if the attempt wrote it. */
export function exitCodeIn(text: string, name: string): number | undefined {
  const [, owner, code] = /^(\S{1,100}) (\d{1,3})\n$/.exec(text) ?? [];
  return owner === name && code !== undefined ? Number(code) : undefined;
}
