// Trains a spec on this computer.
import * as z from 'zod/mini';
import type { RunResult } from '../../host/host';
import { flagField, lineField, valuesField } from '../fields';
import { failureText, kynJson, listOf, messagesIn, pick, problemsOf } from '../kynJson';
import { placeOf } from '../places';
import { agentTool, type Findings, refused, type ToolAccess } from '../tool';

const LAST_LINES = 12;

interface TrainInput {
  readonly path: string;
  readonly out: string;
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly checkLock?: boolean | undefined;
}

/** The tool. */
export const train = agentTool({
  name: 'kynml_train',
  writes: true,
  input: z.strictObject({
    path: lineField,
    out: lineField,
    params: z.optional(valuesField),
    checkLock: z.optional(flagField),
  }),
  async answer(input, access): Promise<Findings> {
    const [spec, out] = [placeOf(access, input.path), placeOf(access, input.out)];
    if (!spec.ok) return refused(spec.problem);
    if (!out.ok) return refused(out.problem);
    const done = await access.train([...wordsOf(input, out.word, access), '--', spec.word]);
    if (!done.ok) return refused(failureText(done));
    return ended(access, done, out.word);
  },
});

const wordsOf = ({ params = {}, checkLock }: TrainInput, out: string, { roots, training }: ToolAccess): string[] => [
  'train',
  '--stop-with-input',
  ...roots.map(root => `--write-within=${root}`),
  `--out=${out}`,
  ...Object.entries(params).map(([name, value]) => `--param=${name}=${value}`),
  ...(checkLock ? ['--check-lock'] : []),
  ...(training.compiler === undefined ? [] : [`--compiler=${training.compiler}`]),
  ...(training.python === undefined ? [] : [`--python=${training.python}`]),
];

async function ended(
  access: ToolAccess,
  { code, stdout, stderr }: Extract<RunResult, { ok: true }>,
  out: string,
): Promise<Findings> {
  const lines = [...stdout.split('\n').filter(line => line.trim() !== ''), ...messagesIn(stderr)];
  const lastLines = lines.slice(-LAST_LINES);
  if (code !== 0)
    return { facts: { exitCode: code, lastLines }, problems: [`The training failed with exit code ${code}.`] };
  const manifest = `${out === '.' ? '' : `${out}/`}run_manifest.json`;
  const run = await kynJson(access, ['runs'], [manifest]);
  const [found] = listOf(run.node, 'runs');
  const facts = { exitCode: code, ...(found && { run: pick(found, RUN) }), lastLines };
  return { facts, problems: found ? [] : ['The run cannot be read.', ...problemsOf(run)] };
}

const RUN: readonly string[] = ['path', 'state', 'spec', 'seed', 'metrics', 'configHash', 'dataHash'];
