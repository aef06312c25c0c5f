// The tools as a service for the adapters of protocols: one function that answers calls.
import type { Host, RunResult, StopSignal } from '../host/host';
import { Semaphore } from '../host/semaphore';
import { callTool, type ToolText } from './callTool';
import { type KnownTools, knownTools } from './knownTools';
import type { ToolAccess, TrainingChoice } from './tool';

/** Answers the calls of an agent. `version`: that of kyn. */
export interface AgentService extends KnownTools {
  readonly version: string;
  readonly allowWrite: boolean;
  /** Aborted when the service must end; calls that run are then cancelled. */
  readonly stop: StopSignal;
  readonly call: (name: string, input: unknown, signal: StopSignal) => Promise<ToolText>;
}

/** How `kyn` runs. `stopsWithInput`: its standard input stays open, and closing it asks it to end. */
export interface KynRun {
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal: StopSignal;
  readonly stopsWithInput: boolean;
}

/** Runs `kyn` in a process of its own, with the words of a command line. */
export type RunKyn = (words: readonly string[], run: KynRun) => Promise<RunResult>;

/** What a service needs. `roots`: absolute, never empty. */
export interface ServiceSetup {
  readonly version: string;
  readonly allowWrite: boolean;
  readonly stop: StopSignal;
  readonly roots: readonly string[];
  readonly training: TrainingChoice;
  readonly host: Pick<Host, 'realPath' | 'linkTarget'>;
  readonly runKyn: RunKyn;
}

/** How long `kyn` may take to answer a tool that only reads, in milliseconds. */
const READ_LIMIT_MS = 120_000;

/** A training may take a day. */
const TRAIN_LIMIT_MS = 24 * 60 * 60 * 1000;

/** An agent may send many calls at once. Trainings, which may take hours, do not keep the others waiting. */
const MOST_AT_ONCE = 2;

/** The service for a set-up. */
export function agentService({ version, allowWrite, stop, runKyn, ...setup }: ServiceSetup): AgentService {
  const [cwd = '/'] = setup.roots;
  const semaphore = new Semaphore(MOST_AT_ONCE);
  const call: AgentService['call'] = (name, input, signal) => {
    const kyn: ToolAccess['kyn'] = words =>
      semaphore.run(() => runKyn(words, { cwd, timeoutMs: READ_LIMIT_MS, signal, stopsWithInput: false }));
    // A training must not go on where this process was killed.
    const train: ToolAccess['train'] = words =>
      runKyn(words, { cwd, timeoutMs: TRAIN_LIMIT_MS, signal, stopsWithInput: true });
    return callTool({ name, input, allowWrite }, { ...setup, kyn, train });
  };
  return { version, allowWrite, stop, call, ...knownTools };
}
