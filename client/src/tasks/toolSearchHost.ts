// Connects the tool search to this machine: settings, executable files and the Python extension.
import * as vscode from 'vscode';
import { runProcess } from '../../../src-shared/host/node/runProcess';
import {
  type CommandSetting,
  settingArgv,
  type ToolSearch,
  toolPlaces,
} from '../../../src-shared/host/node/toolSearch';
import type { InterpreterSearch } from '../../../src-shared/host/node/trainingTool';
import { readCommand } from '../../../src-shared/protocol/settings';
import type { ClientContext } from '../base/clientContext';
import { t } from '../ui/l10n';
import { findInterpreter } from './findInterpreter';
import { kynTool } from './kynTool';
import type { InterpreterHost, PythonToolNames, ToolHost } from './toolHost';
import { findTool } from './toolSources';
import {
  findTaskTool,
  readCompiler,
  type ToolSettings,
  type TrainingTool,
  type TrainingToolHost,
} from './trainingTool';

/** Finds the official tool for a spec, as for a training. If it is not a program, the server starts the chosen Python once. */
export function findToolFor(request: ClientContext['request'], spec: vscode.Uri, folder: string): Promise<ToolSearch> {
  return findTool(commandSetting(spec), toolHost(request, spec, folder));
}

/** The settings of the search for the tool that trains a spec. */
export const settingsFor = (spec: vscode.Uri): ToolSettings => ({
  compiler: readCompiler(vscode.workspace.getConfiguration('kynml', spec).get('compiler')),
  command: commandSetting(spec),
});

/** Access of the search for the tool that trains a spec. */
export const trainingToolHost = (context: ClientContext, spec: vscode.Uri, folder: string): TrainingToolHost => ({
  ...toolHost(context.request, spec, folder),
  kyn: kynTool(context.extension),
});

/**
 * Finds tools for a list of tasks: starts no process, and searches once for each folder and its settings, because each search reads the folders of
 * PATH. Without a tool the task is still offered: its failure names the missing program.
 */
export function toolSearchForTasks(
  context: ClientContext,
): (spec: vscode.Uri, folder: string) => Promise<TrainingTool> {
  const searches = new Map<string, Promise<TrainingTool>>();
  return (spec, folder) => {
    const settings = settingsFor(spec);
    const key = JSON.stringify([folder, settings]);
    const search =
      searches.get(key) ??
      findTaskTool(settings, trainingToolHost(context, spec, folder)).then(found =>
        found.found ? found.tool : missingProgram(settings),
      );
    searches.set(key, search);
    return search;
  };
}

function missingProgram({ command }: ToolSettings): TrainingTool {
  const [program = 'kynml', ...args] = settingArgv(command) ?? [];
  return { kind: 'official', tool: { program, args } };
}

/** Finds the Python of experiments, which also reproduces runs. Starts no process; `resource` is the folder or a document in it. */
export function findInterpreterFor(resource: vscode.Uri, folder: string): Promise<InterpreterSearch> {
  return findInterpreter(commandSetting(resource), interpreterHost(resource, folder));
}

/** Finds the DLM tool for a document. If it is not a program, starts the chosen Python once to check for DLM. */
export function findDlmToolFor(document: vscode.Uri, folder: string): Promise<ToolSearch> {
  const host = interpreterHost(document, folder);
  const missingModules: ToolHost['missingModules'] = async (python, modules) => ({
    ok: true,
    missing: (await exitsWithZero(python, HAS_DLM, folder)) ? [] : modules,
  });
  return findTool(dlmSetting(document), { ...host, missingModules }, dlmNames);
}

/** Finds the Python that runs DLM, as far as possible without starting it. */
export function findDlmInterpreterFor(resource: vscode.Uri, folder: string): Promise<InterpreterSearch> {
  return findInterpreter(dlmSetting(resource), interpreterHost(resource, folder), dlmNames);
}

const dlmNames: PythonToolNames = { setting: 'kynml.dlm.command', program: 'dlm', module: 'dlm' };

const dlmSetting = (document: vscode.Uri): CommandSetting =>
  readCommand(vscode.workspace.getConfiguration('kynml', document).get('dlm.command'));

const commandSetting = (spec: vscode.Uri): CommandSetting =>
  readCommand(vscode.workspace.getConfiguration('kynml', spec).get('command'));

const interpreterHost = (resource: vscode.Uri, folder: string): InterpreterHost => ({
  ...toolPlaces(folder),
  environment: process.env,
  python: () => chosenPython(resource),
});

// The server starts the interpreter.
const toolHost = (request: ClientContext['request'], spec: vscode.Uri, folder: string): ToolHost => ({
  ...interpreterHost(spec, folder),
  missingModules: (python, modules) =>
    request('kynml/missingModules', { python, modules, folder: vscode.Uri.file(folder).toString() }),
});

/** The used part of the Python extension's API. */
interface PythonExtension {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string }): Promise<Environment | undefined>;
  };
}

interface Environment {
  readonly executable: { readonly uri?: vscode.Uri };
}

async function chosenPython(spec: vscode.Uri): Promise<{ program: string } | { missing: string }> {
  const extension = vscode.extensions.getExtension<PythonExtension>('ms-python.python');
  if (!extension) return { missing: t('the Python extension: not installed') };
  try {
    const { environments } = await extension.activate();
    const environment = await environments?.resolveEnvironment(environments.getActiveEnvironmentPath(spec));
    const program = environment?.executable.uri?.fsPath;
    return program === undefined ? { missing: t('the Python extension: no interpreter selected') } : { program };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { missing: t('the Python extension: no response ({0})', reason) };
  }
}

// A folder named dlm is also found as a package, so only one with __main__.py counts. Nothing is imported.
const HAS_DLM =
  'import importlib.util, os, sys; s = importlib.util.find_spec("dlm"); sys.exit(not any(os.path.isfile(os.path.join(f, "__main__.py")) for f in (s and s.submodule_search_locations) or []))';

// Runs in the working folder of training, because Python searches modules there too.
async function exitsWithZero(python: string, script: string, folder: string): Promise<boolean> {
  const result = await runProcess({
    program: python,
    args: ['-c', script],
    cwd: folder,
    env: process.env,
    timeoutMs: 10_000,
    maxOutput: 0,
    overflow: 'drop',
  });
  return result.ok && result.code === 0;
}
