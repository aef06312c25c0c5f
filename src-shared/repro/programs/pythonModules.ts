// Which modules an interpreter can import. It starts the interpreter, so call it only on an action of the user in a trusted workspace.
import type { Host, RunResult } from '../../host/host';
import { plainLine } from '../../text/plainLine';
import { notRunText, type ProgramContext, runOptions, WITHOUT_WORKING_FOLDER } from './runPython';

const LIMIT_MS = 20_000;

// As `importlib.util.find_spec`, whose module takes a third of the time of the whole query to load.
// A folder without code is also found as a package, but it has no origin.
const SCRIPT = `${WITHOUT_WORKING_FOLDER}

def find(name):
    parent = name.rpartition(".")[0]
    if parent:
        __import__(parent)
    path = sys.modules[parent].__path__ if parent else None
    for finder in sys.meta_path:
        spec = finder.find_spec(name, path) if hasattr(finder, "find_spec") else None
        if spec is not None:
            return spec

for name in sys.argv[1:]:
    try:
        spec = find(name)
    except Exception:
        spec = None
    if spec is not None and spec.origin is not None:
        print("module " + name)
print("end of modules")
`;

// Without this line, what is missing in the output is not missing in Python.
const END = 'end of modules';

/** Those of some modules that exist for an interpreter, or a sentence if it cannot be run. */
export async function pythonModules(
  host: Pick<Host, 'run'>,
  python: string,
  names: readonly string[],
  context: ProgramContext,
): Promise<ReadonlySet<string> | string> {
  const result = await host.run([python, '-c', SCRIPT, ...names], runOptions(context, LIMIT_MS));
  if (!result.ok || result.code !== 0) return `The interpreter ${python} could not be run: ${failureText(result)}.`;
  const lines = new Set(result.stdout.split(/\r?\n/));
  if (!lines.has(END))
    return `The program ${python} ran, but did not answer as Python does. It may not be a Python interpreter.`;
  return new Set(names.filter(name => lines.has(`module ${name}`)));
}

function failureText(result: RunResult): string {
  if (!result.ok) return notRunText(result);
  const lastLine = plainLine(result.stderr.trim().split('\n').at(-1) ?? '', 200);
  return `exit code ${result.code}${lastLine === '' ? '' : `, ${lastLine}`}`;
}
