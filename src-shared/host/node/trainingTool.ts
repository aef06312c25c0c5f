// Which tool trains. `kyn`, Train, Run Task, Compile to Script and Reproduce Run all decide with this file, each with its own sources.
import type { Tool, ToolSearch } from './toolSearch';

/** What may train: the official tool where it is installed, only that one, or only the built-in compiler. */
export type CompilerChoice = 'auto' | 'official' | 'builtin';

/** The official tool. */
export interface OfficialTool {
  readonly kind: 'official';
  readonly tool: Tool;
}

/** A tool: the official one, or our script with the interpreter that runs it. */
export type ChosenTool = OfficialTool | { readonly kind: 'builtin'; readonly python: string };

/**
 * Why nothing can train. `official`: the official tool is required and was not found, not even in the interpreter `python`; `python`: no interpreter
 * was found; `broken`: the interpreter cannot be run, with the reason as a sentence; `modules`: it does not have some modules.
 */
export type MissingTool =
  | { readonly kind: 'official'; readonly tried: readonly string[]; readonly python?: string }
  | { readonly kind: 'python'; readonly tried: readonly string[] }
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'modules'; readonly python: string; readonly missing: readonly string[] };

/** The tool, or why there is none. */
export type ToolChoice<T = ChosenTool> =
  | { readonly found: true; readonly tool: T }
  | { readonly found: false; readonly missing: MissingTool };

/** The path of an interpreter, or what was tried, as text for users. */
export type InterpreterSearch =
  | { readonly found: true; readonly program: string }
  | { readonly found: false; readonly tried: readonly string[] };

/** Those of some modules that an interpreter does not have, or why it could not be asked, as a sentence. */
export type ModuleSearch =
  | { readonly ok: true; readonly missing: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** Where a tool may come from. */
export interface ToolSources {
  /** The module of the official tool, for `-m`. */
  readonly module: string;
  /** Whether the user named a program. No other tool takes its place, because training with another is unintended. */
  readonly isConfigured: boolean;
  /** The program that the user named, otherwise the one on PATH. Starts no process. */
  installed(): Promise<ToolSearch>;
  /** The chosen interpreter. Starts no process. */
  interpreter(): Promise<InterpreterSearch>;
  /** Runs an interpreter to ask which modules it does not have. */
  missingModules(python: string, modules: readonly string[]): Promise<ModuleSearch>;
}

/** The module of KynML. */
export const KYNML_MODULE = 'kynml.cli';

/** What the script of the built-in compiler imports besides the standard library. */
const NEEDED: readonly string[] = ['torch', 'numpy'];

/** Chooses the tool. Runs the interpreter once, unless the official tool is a program. */
export function chooseTool(compiler: 'official', sources: ToolSources): Promise<ToolChoice<OfficialTool>>;
export function chooseTool(compiler: CompilerChoice, sources: ToolSources): Promise<ToolChoice>;
export async function chooseTool(compiler: CompilerChoice, sources: ToolSources): Promise<ToolChoice> {
  const program = compiler === 'builtin' ? NO_PROGRAM : await chooseProgram(sources);
  return program.found || program.isFinal ? program : withInterpreter(compiler, sources, program.missing.tried);
}

/** The official tool as a program; `isFinal`: no other tool takes its place. Starts no process. */
export type ProgramChoice =
  | { readonly found: true; readonly tool: OfficialTool }
  | { readonly found: false; readonly isFinal: boolean; readonly missing: MissingTool & { readonly kind: 'official' } };

const NO_PROGRAM: ProgramChoice = { found: false, isFinal: false, missing: { kind: 'official', tried: [] } };

/** The first part of the choice, for a list of tools that starts no process. */
export async function chooseProgram(sources: ToolSources): Promise<ProgramChoice> {
  const search = await sources.installed();
  if (search.found) return found({ kind: 'official', tool: search.tool });
  return { found: false, isFinal: sources.isConfigured, missing: { kind: 'official', tried: search.tried } };
}

async function withInterpreter(
  compiler: CompilerChoice,
  sources: ToolSources,
  tried: readonly string[],
): Promise<ToolChoice> {
  const { module } = sources;
  const search = await sources.interpreter();
  if (!search.found && compiler === 'official')
    return missing({ kind: 'official', tried: [...tried, ...search.tried] });
  if (!search.found) return missing({ kind: 'python', tried: search.tried });
  const python = search.program;
  const asked = [...(compiler === 'builtin' ? [] : [module]), ...(compiler === 'official' ? [] : NEEDED)];
  const answer = await sources.missingModules(python, asked);
  if (!answer.ok) return missing({ kind: 'broken', message: answer.message });
  if (compiler !== 'builtin' && !answer.missing.includes(module)) return found(moduleTool(python, module));
  if (compiler === 'official')
    return missing({
      kind: 'official',
      python,
      tried: [...tried, `the interpreter ${python}: module \`${module}\` not found`],
    });
  const without = NEEDED.filter(name => answer.missing.includes(name));
  return without.length === 0
    ? found({ kind: 'builtin', python })
    : missing({ kind: 'modules', python, missing: without });
}

// Python then does not import modules from the working folder: a `torch.py` there must not take the place of PyTorch.
const moduleTool = (python: string, module: string): OfficialTool => ({
  kind: 'official',
  tool: { program: python, args: ['-m', module], env: { PYTHONSAFEPATH: '1' } },
});

const found = <T extends ChosenTool>(tool: T) => ({ found: true, tool }) as const;
const missing = (reason: MissingTool) => ({ found: false, missing: reason }) as const;
