// The versions of an interpreter in the form in which a run manifest records them. It imports torch, so call it only on an action of the user.
import type { Host } from '../../host/host';
import { type JsonNode, parseJson } from '../../text/jsonText';
import { plainLine } from '../../text/plainLine';
import { notRunText, type ProgramContext, runOptions, WITHOUT_WORKING_FOLDER } from '../programs/runPython';

// The first import of torch from a slow disk takes long.
const LIMIT_MS = 180_000;
const MARK = 'kyn-environment ';

// The same expressions as in the script of a training. What an import prints is skipped.
const SCRIPT = `${WITHOUT_WORKING_FOLDER}
import importlib, json, platform
env = {"platform": platform.platform(), "python": platform.python_version()}
for name in ("numpy", "torch"):
    try:
        env[name] = str(importlib.import_module(name).__version__)
    except Exception:
        pass
print("\\n${MARK}" + json.dumps(env, sort_keys=True))
`;

/** The object `env` of a manifest, or a sentence if the interpreter cannot be run. */
export async function queryInterpreter(
  host: Pick<Host, 'run'>,
  python: string,
  context: ProgramContext,
): Promise<JsonNode | string> {
  const result = await host.run([python, '-c', SCRIPT], runOptions(context, LIMIT_MS));
  if (!result.ok) return `The interpreter ${python} could not be run: ${notRunText(result)}.`;
  const line = result.stdout.split(/\r?\n/).findLast(l => l.startsWith(MARK));
  const env = line === undefined ? undefined : parseJson(line.slice(MARK.length)).value;
  if (env) return env;
  const last = plainLine(result.stderr.trim().split('\n').at(-1) ?? '', 200);
  return `The interpreter ${python} did not report its versions (exit code ${result.code}${last === '' ? '' : `: ${last}`}).`;
}
