// Builds the text of an experiment manifest from git, the interpreter, parameters and provenance.
// Source: `build_manifest` and `write_manifest` of PyTyche (seed document 001): sorted keys, two spaces of indentation, a newline at the end.
import { pytycheProblems } from '../../artifacts/experimentForm';
import type { Host, StopSignal } from '../../host/host';
import { pythonNumber } from '../../python/number';
import { type JsonNode, parseJson, stringMember } from '../../text/jsonText';
import { jsonBool, jsonNumber, jsonObject, jsonString } from '../../text/makeJson';
import { printJson } from '../../text/printJson';
import type { GitState } from '../git/gitInfo';

/** What an interpreter reports: `sys.version` and `platform.platform()`. */
export interface Interpreter {
  readonly python: string;
  readonly platform: string;
}

/** The parts of a manifest. `params` and `provenance` are objects; the default of `id` follows the convention. */
export interface ExperimentParts {
  readonly git: GitState;
  readonly env: Interpreter;
  readonly now: Date;
  readonly params: JsonNode;
  readonly provenance: JsonNode;
  readonly id?: string;
}

/** The text of a manifest, or why it is not valid, as the original validator states it. */
export function experimentText(parts: ExperimentParts): { readonly text: string } | { readonly problem: string } {
  const { git, env, now, params, provenance } = parts;
  const time = pythonIsoTime(now);
  const root = jsonObject([
    ['manifest_schema_version', jsonNumber('1')],
    ['experiment_id', jsonString(parts.id ?? `${time}_${git.sha.slice(0, SHORT_SHA)}`)],
    ['timestamp_utc', jsonString(time)],
    [
      'git',
      jsonObject([
        ['sha', jsonString(git.sha)],
        ['dirty', jsonBool(git.dirty)],
        ['branch', jsonString(git.branch)],
      ]),
    ],
    [
      'env',
      jsonObject([
        ['python', jsonString(env.python)],
        ['platform', jsonString(env.platform)],
      ]),
    ],
    ['params', params],
    ['data_provenance', provenance],
    ['pytyche', jsonObject([])],
  ]);
  const [problem] = pytycheProblems(root);
  return problem ? { problem: problem.message } : { text: `${printJson(root, pythonNumber)}\n` };
}

const SHORT_SHA = 8;

/** A time as Python's `datetime.now(UTC).isoformat()` writes it: microseconds if they are not zero, the offset as `+00:00`. */
export function pythonIsoTime(time: Date): string {
  const [seconds = '', milliseconds = '000'] = time.toISOString().replace('Z', '').split('.');
  return `${seconds}${milliseconds === '000' ? '' : `.${milliseconds}000`}+00:00`;
}

const QUESTION =
  'import json, platform, sys; print(json.dumps({"python": sys.version, "platform": platform.platform()}))';
const LIMIT_MS = 20_000;

/** What an interpreter reports; a sentence if it cannot be run. It runs a program, so call it only on an action of the user. */
export async function queryInterpreter(
  host: Host,
  { python, folder, signal }: { readonly python: string; readonly folder: string; readonly signal?: StopSignal },
): Promise<Interpreter | string> {
  // Isolated, so that no file in the folder replaces a module of Python.
  const result = await host.run([python, '-I', '-c', QUESTION], {
    cwd: folder,
    timeoutMs: LIMIT_MS,
    ...(signal && { signal }),
  });
  if (!result.ok) return `The interpreter ${python} could not be run: ${result.detail || result.reason}.`;
  const answer = result.code === 0 ? parseJson(result.stdout.trim()).value : undefined;
  const [version, platform] = [stringMember(answer, 'python'), stringMember(answer, 'platform')];
  if (version === undefined || platform === undefined)
    return `The interpreter ${python} did not report its version (exit code ${result.code}).`;
  return { python: version, platform };
}
