// One call of a tool: from what an agent sent to the text that it gets. Never throws for a wrong input.
import { inBackticks } from '../text/inBackticks';
import { shortText } from '../text/shortText';
import { answerText } from './answerText';
import { checkInput } from './input';
import { type AgentTool, type Findings, refused, type ToolAccess } from './tool';
import { agentTools } from './tools';

/** A call: the name of a tool and its input as sent. `allowWrite`: a person allowed tools that change files. */
export interface ToolCall {
  readonly name: string;
  readonly input: unknown;
  readonly allowWrite: boolean;
}

/** The text for the agent. `failed`: it has a problem, so the answer is missing or incomplete. */
export interface ToolText {
  readonly text: string;
  readonly failed: boolean;
}

/** Calls a tool. */
export async function callTool(call: ToolCall, access: ToolAccess): Promise<ToolText> {
  const found = await findingsOf(call, access);
  return { text: answerText(found), failed: found.problems.length > 0 };
}

async function findingsOf({ name, input, allowWrite }: ToolCall, access: ToolAccess): Promise<Findings> {
  const tool = agentTools.find(known => known.name === name);
  if (!tool) return refused(`There is no tool \`${shortText(name)}\`. The tools: ${inBackticks(namesOf(agentTools))}.`);
  if (tool.writes && !allowWrite)
    return refused(
      `${tool.name} changes files, which is not allowed here. A person can allow it with \`kyn mcp --allow-write\`.`,
    );
  const checked = checkInput(tool, input);
  return checked.ok ? tool.answer(checked.input, access) : refused(...checked.problems);
}

const namesOf = (tools: readonly AgentTool[]): string[] => tools.map(({ name }) => name);
