// Runs scripts in one Python process, because importing torch takes seconds. Each has a working folder of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import type { TrainingPlan } from '../../../../src-shared/kyn/compile/plan';
import { trainingScript } from '../../../../src-shared/kyn/compile/script/trainingScript';
import { askPython } from '../../../python/askPython';

/** A script to run. The files, by path, are written into the working folder first. */
export interface ScriptRun {
  readonly plan: TrainingPlan;
  /** The CSV of the run, in place of that of the plan; absent: the file does not exist. Latin-1, so that any bytes can be given. */
  readonly csv?: string;
  /** The name of the CSV file; `data.csv` by default. */
  readonly csvName?: string;
  /** Python code that runs in the working folder before the script. */
  readonly before?: string;
  /** Python code that runs after the script: it finds `folder` and `module` (the names of the script), and sets `answer`. */
  readonly after?: string;
  /** Whether stderr is a terminal. */
  readonly isTerminal?: boolean;
}

/** What a run left. */
export interface ScriptResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The traceback of an exception that the script did not catch. */
  readonly traceback: string | null;
  /** The text of run_manifest.json. */
  readonly manifest: string | null;
  /** The parsed lines of the event file. */
  readonly events: readonly Record<string, unknown>[];
  /** Paths in the working folder, sorted. */
  readonly files: readonly string[];
  /** Warnings of Python modules, as text. */
  readonly warnings: readonly string[];
  readonly answer: unknown;
}

const DRIVER = `
import json, io, os, pathlib, runpy, sys, traceback, warnings

class Terminal(io.TextIOWrapper):
    def isatty(self):
        return self.is_terminal

def capture(is_terminal):
    stream = Terminal(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    stream.is_terminal = is_terminal
    return stream

def text_of(stream):
    return stream.buffer.getvalue().decode("utf-8")

def run(item):
    folder = pathlib.Path(item["folder"])
    work = folder / "work"
    work.mkdir(parents=True)
    events = folder / "events.jsonl"
    csv_path = item["csvPath"]
    if item.get("csv") is not None:
        pathlib.Path(csv_path).write_bytes(item["csv"].encode("latin-1"))
    script = folder / "train.py"
    script.write_text(item["script"], encoding="ascii")
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err = capture(False), capture(item.get("isTerminal", False))
    os.environ["KYNML_EVENTS"] = str(events)
    os.chdir(work)
    state = {"folder": work, "csv": csv_path, "undo": [], "os": os, "sys": sys}
    failure, code, module, answer = None, 0, {}, None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            exec(item.get("before", ""), state)
            module = runpy.run_path(str(script), run_name="library")
            try:
                code = module["main"]()
            except SystemExit as end:
                code = end.code
        except BaseException:
            failure, code = traceback.format_exc(), -1
        finally:
            for undo in state["undo"]:
                undo()
            os.environ.pop("KYNML_EVENTS", None)
    manifest = work / "run_manifest.json"
    result = {
        "exitCode": code, "traceback": failure,
        "manifest": manifest.read_text() if manifest.is_file() else None,
        "events": [json.loads(line) for line in events.read_text().splitlines()] if events.is_file() else [],
        "files": sorted(str(p.relative_to(work)) for p in work.rglob("*") if p.is_file()),
        "warnings": [str(w.message) for w in caught],
    }
    state["module"] = module
    try:
        exec(item.get("after", ""), state)
        result["answer"] = state.get("answer")
    finally:
        sys.stdout, sys.stderr = streams
    result["stdout"], result["stderr"] = text_of(out), text_of(err)
    os.chdir("/")
    return result

# JSON of JavaScript has no NaN.
def finite(value):
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [finite(item) for item in value]
    return str(value) if isinstance(value, float) and value - value != 0 else value

output = finite([run(item) for item in input])
`;

/** Runs the scripts one after the other. Without torch and the other modules the test does not run. */
export function runScripts(
  context: TestContext,
  runs: readonly ScriptRun[],
  modules: readonly string[] = [],
): ScriptResult[] {
  const root = mkdtempSync(join(tmpdir(), 'scripts-'));
  try {
    const items = runs.map(({ plan, csvName = 'data.csv', ...run }, i) => {
      const folder = join(root, String(i));
      const csvPath = join(folder, csvName);
      return { ...run, folder, csvPath, script: trainingScript({ ...plan, data: { ...plan.data, csv: csvPath } }) };
    });
    return askPython<ScriptResult[]>(context, DRIVER, items, { modules: ['torch', 'numpy', ...modules] });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Rows as CSV. */
export const csvOf = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [header, ...rows].map(row => `${row.join(',')}\n`).join('');

/** Random numbers from 0 to 1, the same in each run. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
