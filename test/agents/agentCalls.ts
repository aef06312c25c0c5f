// Calls tools for agents on files in memory, with the real `kyn`.
import { agentService } from '../../src-shared/agents/service';
import type { RunResult, StopSignal } from '../../src-shared/host/host';
import { type CliSetup, kyn } from '../cli/cliEnvironment';

/** A set-up; the files are changed by tools that write. `links`: what paths lead to. */
export interface AgentSetup extends Omit<CliSetup, 'files'> {
  readonly files: Record<string, string>;
  readonly roots?: readonly string[];
  readonly allowWrite?: boolean;
  readonly links?: Readonly<Record<string, string>>;
  /** Called with the words of each run of `kyn`. */
  readonly onKyn?: (words: readonly string[]) => void;
  /** Answers in the place of `kyn`. */
  readonly answer?: (words: readonly string[]) => RunResult | Promise<RunResult>;
}

/** What an agent gets. `facts`: the JSON of the text. */
export interface AgentAnswer {
  readonly text: string;
  readonly failed: boolean;
  // The tests know what they asked for.
  readonly facts: ReturnType<typeof JSON.parse>;
}

const never = new AbortController().signal;

/** Calls a tool. */
export async function callAgent(
  setup: AgentSetup,
  name: string,
  input?: unknown,
  signal: StopSignal = never,
): Promise<AgentAnswer> {
  const { roots = ['/w'], allowWrite = false, links = {} } = setup;
  const isThere = (path: string): boolean => Object.keys(setup.files).some(file => `${file}/`.startsWith(`${path}/`));
  const realPath = (path: string): string | undefined => links[path] ?? (isThere(path) ? path : undefined);
  const service = agentService({
    version: '1.2.3',
    allowWrite,
    stop: never,
    roots,
    training: {},
    host: { realPath, linkTarget: () => undefined },
    runKyn: words => runIn(setup, words),
  });
  const { text, failed } = await service.call(name, input, signal);
  return { text, failed, facts: JSON.parse(text.slice(text.indexOf('\n'))) };
}

async function runIn(setup: AgentSetup, words: readonly string[]): Promise<RunResult> {
  setup.onKyn?.(words);
  if (setup.answer) return setup.answer(words);
  const { code, stdout, stderr, files } = await kyn({ ...setup, cwd: setup.roots?.[0] ?? '/w' }, ...words);
  for (const [path, content] of files)
    setup.files[path] = typeof content === 'string' ? content : new TextDecoder().decode(content as Uint8Array);
  return { ok: true, code, stdout, stderr };
}
