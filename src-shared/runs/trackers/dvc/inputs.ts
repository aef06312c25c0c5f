// What a pipeline read: its data, its scripts and its settings.
import type { JsonNode } from '../../../text/jsonText';
import { jsonString } from '../../../text/makeJson';
import type { Digest, Leaves } from '../trackedRun';
import { leavesOf, leavesOfTexts } from '../values/leaves';
import { sameValue } from '../values/sameValue';
import type { LockStage } from './lock';
import { commandText, inFolder } from './pipeline';

/** The inputs of all stages. What one stage makes for another is not an input. */
export interface PipelineInputs {
  readonly data: readonly Digest[];
  readonly scripts: readonly Digest[];
  readonly outputs: readonly Digest[];
  /** Dependencies of which the lock has no MD5, so that nothing shows whether they are the same. */
  readonly unhashed: readonly string[];
  readonly config: Leaves;
}

// No system has longer paths, and all folders of one would take quadratic time.
const MAX_PATH = 4096;

// The folders around a file: `a/b/c` -> `a`, `a/b`.
const foldersOf = (path: string): string[] =>
  path.length > MAX_PATH ? [] : [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));

const DEFAULT_FILE = 'params.yaml';

/** The inputs of a lock. */
export function inputsOf(stages: readonly LockStage[]): PipelineInputs {
  const outputs = distinct(stages.flatMap(({ outs }) => outs));
  const made = new Set(outputs.map(({ name }) => name));
  const isMade = (path: string): boolean => made.has(path) || foldersOf(path).some(folder => made.has(folder));
  const scriptFolders = new Set(scriptPaths(stages).flatMap(foldersOf));
  const deps = distinct(stages.flatMap(stage => stage.deps)).filter(({ name }) => !isMade(name));
  const isScript = ({ name }: Digest): boolean => SCRIPT.test(name) || scriptFolders.has(name);
  return {
    data: deps.filter(dep => !isScript(dep)),
    scripts: deps.filter(isScript),
    outputs,
    unhashed: [...new Set(stages.flatMap(stage => stage.unhashed))].filter(path => !isMade(path)),
    config: configOf(stages),
  };
}

// Two stages may have read different contents of one file.
const distinct = (digests: readonly Digest[]): Digest[] => [
  ...new Map(digests.map(digest => [JSON.stringify([digest.name, digest.kind, digest.value]), digest])).values(),
];

const SCRIPT = /\.(?:py|ipynb|sh|bash|r|jl|js|ts|m|pl|rb|scala|java|cpp|c|h|hpp|cu|rs|go|sql)$/i;

// The scripts that the commands name, also in folders that are dependencies as a whole.
const scriptPaths = (stages: readonly LockStage[]): string[] =>
  stages.flatMap(({ cmd, folder }) =>
    commandText(cmd)
      .split(/\s+/)
      .filter(word => SCRIPT.test(word))
      .map(word => inFolder(folder, word.replace(/^\.\//, ''))),
  );

// Within one project the values may be flat or nested, so both are read as leaves. The command counts as a setting.
function configOf(stages: readonly LockStage[]): Leaves {
  const found = new Map<string, JsonNode>();
  for (const { name, cmd, params } of stages) {
    for (const [file, values] of params)
      for (const [path, value] of leavesOf(values))
        addParam(found, file === DEFAULT_FILE ? path : `${file}:${path}`, { stage: name, value });
    if (cmd)
      for (const [, value] of leavesOfTexts([['cmd', jsonString(commandText(cmd))]])) found.set(`cmd.${name}`, value);
  }
  return found;
}

// A stage that ran earlier may have had another value of a param.
function addParam(
  found: Map<string, JsonNode>,
  path: string,
  { stage, value }: { readonly stage: string; readonly value: JsonNode },
): void {
  const other = found.get(path);
  found.set(other && sameValue(other, value) !== 'same' ? `${path} (${stage})` : path, value);
}
