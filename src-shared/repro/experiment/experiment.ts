// Builds the text of an experiment manifest from git, the interpreter, parameters and provenance.
// Source: `build_manifest` and `write_manifest` of PyTyche (seed document 001): sorted keys, two spaces of indentation, a newline at the end.
import { pytycheProblems } from '../../artifacts/experimentForm';
import { longInteger } from '../../artifacts/findings/pythonRejects';
import type { Host } from '../../host/host';
import { pythonNumber } from '../../python/number';
import { type JsonNode, stringMember } from '../../text/jsonText';
import { jsonBool, jsonNumber, jsonObject, jsonString } from '../../text/makeJson';
import { printJson } from '../../text/printJson';
import { withoutSecretForms } from '../../text/secretText';
import type { GitState } from '../git/gitInfo';
import { type ProgramContext, runPython } from '../programs/runPython';

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
        ['branch', jsonString(withoutSecretForms(git.branch))],
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
  const problem = pytycheProblems(root)[0] ?? longInteger(root);
  return problem ? { problem: problem.message.replace(/\.$/, '') } : { text: `${printJson(root, pythonNumber)}\n` };
}

const SHORT_SHA = 8;

/** A time as Python's `datetime.now(UTC).isoformat()` writes it: microseconds if they are not zero, the offset as `+00:00`. */
export function pythonIsoTime(time: Date): string {
  const [seconds = '', milliseconds = '000'] = time.toISOString().replace('Z', '').split('.');
  return `${seconds}${milliseconds === '000' ? '' : `.${milliseconds}000`}+00:00`;
}

const SCRIPT =
  'import json, platform, sys; print(json.dumps({"python": sys.version, "platform": platform.platform()}))';

/** What an interpreter reports; a sentence if it cannot be run. It runs a program, so call it only on an action of the user in a trusted workspace. */
export const queryVersion = (host: Host, python: string, context: ProgramContext): Promise<Interpreter | string> =>
  runPython(host, python, { script: SCRIPT, read: readVersion, subject: 'its version', oldest: '3' }, context);

function readVersion(answer: JsonNode): Interpreter | undefined {
  const [python, platform] = [stringMember(answer, 'python'), stringMember(answer, 'platform')];
  return python === undefined || platform === undefined ? undefined : { python, platform };
}
