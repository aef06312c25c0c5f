// How the tools are described to an agent: as MCP lists them, and as package.json contributes them to VS Code. Only the MCP server and scripts load this,
// because making JSON schemas needs a large part of zod.
import * as z from 'zod/mini';
import { fieldDocs } from './fields';
import type { AgentTool } from './tool';
import { agentTools } from './tools';

/** A JSON schema of an object. */
export interface InputSchema {
  readonly type: 'object';
  readonly [keyword: string]: unknown;
}

/** A tool in the list of MCP. */
export interface ListedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: InputSchema;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly openWorldHint: boolean;
  };
}

/** A tool in `contributes.languageModelTools` of package.json. */
export interface ContributedTool {
  readonly name: string;
  readonly displayName: string;
  readonly modelDescription: string;
  readonly canBeReferencedInPrompt: true;
  readonly toolReferenceName: string;
  readonly when: string;
  readonly tags: readonly string[];
  readonly inputSchema: InputSchema;
}

/** The tools that an agent sees: those that change files only where a person allowed them. */
export const listedTools = (allowWrite: boolean): readonly ListedTool[] =>
  agentTools.filter(({ writes }) => allowWrite || !writes).map(listed);

/** All tools for VS Code, which asks before one that changes files is used. */
export const contributedTools = (): readonly ContributedTool[] => agentTools.map(contributed);

const listed = (tool: AgentTool): ListedTool => ({
  name: tool.name,
  title: tool.title,
  description: tool.description,
  inputSchema: inputSchema(tool),
  annotations: { readOnlyHint: !tool.writes, destructiveHint: tool.writes, openWorldHint: false },
});

const contributed = (tool: AgentTool): ContributedTool => ({
  name: tool.name,
  displayName: `%tool.${tool.name}%`,
  modelDescription: tool.description,
  canBeReferencedInPrompt: true,
  toolReferenceName: tool.name,
  // They need processes, which neither a browser nor an untrusted workspace has.
  when: 'isWorkspaceTrusted && !kynml.web',
  tags: ['kynml', tool.writes ? 'write' : 'read'],
  inputSchema: inputSchema(tool),
});

function inputSchema({ input }: AgentTool): InputSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(input, { metadata: fieldDocs, io: 'input' });
  return { ...schema, type: 'object' };
}
