// How the tools are described: the form that MCP and VS Code expect, and texts that an agent can choose by.
import { ListToolsResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { knownTools } from '../../src-shared/agents/knownTools';
import { contributedTools, listedTools } from '../../src-shared/agents/listing';
import { toolTexts } from '../../src-shared/agents/texts';
import { agentTools } from '../../src-shared/agents/tools';

test('the list has the form of MCP, by the schemas of its SDK', () => {
  const tools = listedTools(knownTools, true);
  expect(ListToolsResultSchema.parse({ tools })).toEqual({ tools });
});

test('only tools that read are listed unless a person allowed the others', () => {
  expect(listedTools(knownTools, false).filter(tool => !tool.annotations.readOnlyHint)).toEqual([]);
  expect(listedTools(knownTools, true)).toHaveLength(agentTools.length);
  expect(listedTools(knownTools, false)).toHaveLength(agentTools.filter(tool => !tool.writes).length);
});

test.each(listedTools(knownTools, true).map(tool => [tool.name, tool] as const))(
  'the schema of %s is valid',
  (_, { inputSchema }) => {
    const validate = new Ajv2020({ strict: true }).compile(inputSchema);
    expect(validate({ other: 1 })).toBe(false);
    const properties = Object.values(inputSchema.properties as Record<string, { description?: string; type?: string }>);
    expect(properties.filter(({ description, type }) => !description || !type)).toEqual([]);
  },
);

test('each tool has texts, and each field that is described exists', () => {
  expect(Object.keys(toolTexts).sort()).toEqual(agentTools.map(tool => tool.name).sort());
  for (const { name, input } of agentTools)
    expect(Object.keys(toolTexts[name]?.fields ?? {})).toEqual(Object.keys(input.shape).filter(key => key !== 'limit'));
});

test('names and descriptions are short, and differ', () => {
  expect(new Set(agentTools.map(tool => tool.name)).size).toBe(agentTools.length);
  expect(new Set(listedTools(knownTools, true).map(tool => tool.title)).size).toBe(agentTools.length);
  for (const { name, description } of listedTools(knownTools, true)) {
    expect(name).toMatch(/^kynml_[a-z_]+$/);
    expect(description.length).toBeLessThan(500);
  }
});

test('VS Code gets each tool with what it asks for', () => {
  expect(contributedTools(knownTools).map(tool => tool.name)).toEqual(agentTools.map(tool => tool.name));
  for (const tool of contributedTools(knownTools)) expect(tool.toolReferenceName).toMatch(/^[\w-]+$/);
});
