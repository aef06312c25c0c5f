// How the tools are described to an agent: as MCP lists them, and as package.json contributes them to VS Code. Only the MCP server and scripts load this. The
// tools are given, because the bundle of the MCP server has none.
import type * as z from 'zod/mini';
import type { FieldSchemas } from './fields';
import type { KnownTools } from './knownTools';
import { LIMIT_TEXT, type ToolTexts, toolTexts } from './texts';
import type { AgentTool } from './tool';

/** A JSON schema of an object. */
export interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, object>>;
  readonly required: string[];
  readonly additionalProperties: false;
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
export const listedTools = ({ tools, fieldSchemas }: KnownTools, allowWrite: boolean): readonly ListedTool[] =>
  tools.filter(({ writes }) => allowWrite || !writes).map(tool => listed(tool, fieldSchemas));

/** All tools for VS Code, which asks before one that changes files is used. */
export const contributedTools = ({ tools, fieldSchemas }: KnownTools): readonly ContributedTool[] =>
  tools.map(tool => contributed(tool, fieldSchemas));

const listed = (tool: AgentTool, schemas: FieldSchemas): ListedTool => ({
  name: tool.name,
  title: textsOf(tool).title,
  description: textsOf(tool).description,
  inputSchema: inputSchema(tool, schemas),
  annotations: { readOnlyHint: !tool.writes, destructiveHint: tool.writes, openWorldHint: false },
});

const contributed = (tool: AgentTool, schemas: FieldSchemas): ContributedTool => ({
  name: tool.name,
  displayName: `%tool.${tool.name}%`,
  modelDescription: textsOf(tool).description,
  canBeReferencedInPrompt: true,
  toolReferenceName: tool.name,
  // They need processes, which neither a browser nor an untrusted workspace has.
  when: 'isWorkspaceTrusted && !kynml.web',
  tags: ['kynml', tool.writes ? 'write' : 'read'],
  inputSchema: inputSchema(tool, schemas),
});

// A test compares both lists.
const textsOf = ({ name }: AgentTool): ToolTexts => toolTexts[name] ?? { title: name, description: name, fields: {} };

function inputSchema(tool: AgentTool, schemas: FieldSchemas): InputSchema {
  const { fields } = textsOf(tool);
  const shape = Object.entries(tool.input.shape);
  const described = ([name, schema]: (typeof shape)[number]) => {
    const form = schemas.get(optionalOf(schema) ?? schema);
    return [name, { ...form, description: name === 'limit' ? LIMIT_TEXT : fields[name] }] as const;
  };
  return {
    type: 'object',
    properties: Object.fromEntries(shape.map(described)),
    required: shape.flatMap(([name, schema]) => (optionalOf(schema) ? [] : [name])),
    additionalProperties: false,
  };
}

// By its definition, because the schemas may be of another copy of the library.
const optionalOf = (schema: AgentTool['input']['shape'][string]): unknown =>
  schema._zod.def.type === 'optional' ? (schema as z.ZodMiniOptional).def.innerType : undefined;
