// What the search for a tool needs from this machine, and the names of KynML. Independent of VS Code.
import type { ToolNames, ToolPlaces } from '../../../src-shared/host/node/toolSearch';
import { KYNML_MODULE, type ModuleSearch } from '../../../src-shared/host/node/trainingTool';

/** Names of a tool that a Python may have. */
export interface PythonToolNames extends ToolNames {
  /** The Python module for `-m`. */
  readonly module: string;
}

/** The names of KynML. */
export const kynmlNames: PythonToolNames = { setting: 'kynml.command', program: 'kynml', module: KYNML_MODULE };

/** Access of the search for an interpreter to the machine. */
export interface InterpreterHost extends ToolPlaces {
  /** The interpreter selected in the Python extension, or why none is available. */
  python(): Promise<{ readonly program: string } | { readonly missing: string }>;
  /** The variables that may name an active environment. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Access of the search for a tool to the machine. */
export interface ToolHost extends InterpreterHost {
  /** Runs an interpreter to ask which modules it does not have. */
  missingModules(python: string, modules: readonly string[]): Promise<ModuleSearch>;
}
