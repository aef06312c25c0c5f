// What a tool for agents is: a name, the form of its input, and a function from an input to an answer. The shells around it speak the protocol of an
// agent. Verdicts come from `kyn`, so an agent gets the same ones as a person.
import type * as z from 'zod/mini';
import type { Host, RunResult } from '../host/host';
import type { JsonValue } from '../text/outputJson';

/** What a training may use, chosen by the person who set the tools up: values for `--compiler` and `--python` of `kyn train`. */
export interface TrainingChoice {
  readonly compiler?: string;
  readonly python?: string;
}

/** What a tool may use. */
export interface ToolAccess {
  /** Runs `kyn` with these words in the first root, without a shell and without input. */
  readonly kyn: (words: readonly string[]) => Promise<RunResult>;
  /** The same for a training, which may take hours and ends when its standard input closes. */
  readonly train: (words: readonly string[]) => Promise<RunResult>;
  readonly host: Pick<Host, 'realPath' | 'linkTarget'>;
  /** The folders that the tools may use, absolute; the first one is the working folder. Never empty. */
  readonly roots: readonly string[];
  readonly training: TrainingChoice;
}

/** What a tool found out, for an agent. `problems`: sentences; with one, the answer is wrong or not complete. */
export interface Findings {
  readonly facts: { readonly [name: string]: JsonValue };
  readonly problems: readonly string[];
  /** The most entries of a list. */
  readonly limit?: number;
}

/** A tool; texts.ts describes it. `name`: letters and `_`. `writes`: it changes files or starts a training, so a person must have allowed it. */
export interface AgentTool {
  readonly name: string;
  readonly writes: boolean;
  readonly input: z.ZodMiniObject;
  /** Answers an input that has the form of `input`. */
  readonly answer: (input: never, access: ToolAccess) => Promise<Findings>;
}

/** A tool whose function has the type of its input. */
export const agentTool = <S extends z.ZodMiniObject>(
  tool: Omit<AgentTool, 'input' | 'answer'> & {
    readonly input: S;
    readonly answer: (input: z.output<S>, access: ToolAccess) => Promise<Findings>;
  },
): AgentTool => tool as AgentTool;

/** An answer that consists of problems. */
export const refused = (...problems: readonly string[]): Findings => ({ facts: {}, problems });
