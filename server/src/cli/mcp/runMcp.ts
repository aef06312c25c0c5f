// Runs `kyn mcp`: serves the tools for agents, or answers one call.
import { agentService } from '../../../../src-shared/agents/service';
import { absolutePath, displayPath } from '../cliPaths';
import type { AgentProcess, CliContext, Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome, success, usageError } from '../outcome';
import type { ProgramSession } from '../programs';

/** Runs the command of a context. */
export async function runMcp(context: CliContext): Promise<Outcome> {
  const { options, agents, command } = context;
  const problem = optionProblem(context);
  if (problem !== undefined) return usageError(command, problem);
  const given = context.repeated.get('root') ?? [context.io.cwd];
  const roots = given.map(root => absolutePath(context, root));
  const missing = given.find((_, at) => context.host.stat(roots[at] ?? '')?.kind !== 'folder');
  if (missing !== undefined) return failure(`${displayPath(missing)} is not a folder, so it cannot be a root.`);
  if (!agents) return failure('the tools for agents need a process of their own.');
  const [process, session] = [await agents(), (await context.programs()).session(sessionOptions(context))];
  try {
    const setup = { context, process, session, roots };
    return await (options.has('call') ? callOnce(setup) : serve(setup));
  } finally {
    session.dispose();
  }
}

interface Setup {
  readonly context: CliContext;
  readonly process: AgentProcess;
  readonly session: ProgramSession;
  readonly roots: readonly string[];
}

const sessionOptions = ({ options }: CliContext) => ({ untilInputCloses: options.has('stop-with-input') });

function optionProblem({ options }: CliContext): string | undefined {
  const [useless] = ['input', 'stop-with-input'].filter(name => options.has(name) && !options.has('call'));
  if (useless !== undefined) return `\`--${useless}\` needs \`--call\`.`;
  if (options.has('call') && parsed(options.get('input') ?? '{}') === undefined)
    return '`--input` must be a JSON object.';
  return undefined;
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function serviceOf({ context, process, session, roots }: Setup) {
  const { options, host, version } = context;
  const [compiler, python] = [options.get('compiler'), options.get('python')];
  const training = { ...(compiler !== undefined && { compiler }), ...(python !== undefined && { python }) };
  const allowWrite = options.has('allow-write');
  return agentService({ version, allowWrite, stop: session.stop, roots, training, host, runKyn: process.kyn });
}

async function callOnce(setup: Setup): Promise<Outcome> {
  const { options } = setup.context;
  const { stop, call } = serviceOf(setup);
  const { text, failed } = await call(options.get('call') ?? '', parsed(options.get('input') ?? '{}'), stop);
  return outcome(failed ? EXIT_PROBLEMS : EXIT_OK, text);
}

async function serve(setup: Setup): Promise<Outcome> {
  const { serve: serveTools } = setup.process;
  if (!serveTools)
    return failure(
      'the MCP server is not part of this package, to keep it small. It is part of the package `kyn` for npm: run `npm install --global` with its file, and `kyn mcp` of that. In VS Code, agents have the tools without it.',
    );
  const problem = await serveTools(serviceOf(setup));
  return problem === undefined ? success('') : failure(problem);
}
