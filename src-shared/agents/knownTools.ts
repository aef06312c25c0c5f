// What is known about the tools besides their texts, in one value, which is given to what lists them.
import { type FieldSchemas, fieldSchemas } from './fields';
import type { AgentTool } from './tool';
import { agentTools } from './tools';

/** The tools, and the JSON schemas of the kinds of their fields. */
export interface KnownTools {
  readonly tools: readonly AgentTool[];
  readonly fieldSchemas: FieldSchemas;
}

/** All tools. */
export const knownTools: KnownTools = { tools: agentTools, fieldSchemas };
