// Checks the input of a tool, and states in one sentence each what is wrong with it.
import * as z from 'zod/mini';
import { inBackticks } from '../text/inBackticks';
import { shortText } from '../text/shortText';
import { fieldDocs } from './fields';
import type { AgentTool } from './tool';

/** An input of the form that the tool needs, or what is wrong with it. */
export type CheckedInput =
  | { readonly ok: true; readonly input: never }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Checks a value that an agent sent. */
export function checkInput({ input: schema, name }: AgentTool, value: unknown): CheckedInput {
  const result = z.safeParse(schema, value ?? {});
  if (result.success) return { ok: true, input: result.data as never };
  const problems = result.error.issues.map(issue => sentence(schema, issue, value));
  return { ok: false, problems: [...new Set(problems)].map(text => `${name}: ${text}`) };
}

function sentence(schema: z.ZodMiniObject, issue: z.core.$ZodIssue, value: unknown): string {
  const fields = Object.keys(schema.shape);
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys.slice(0, 3).map(key => shortText(key));
    return `${inBackticks(unknown)} is not a field of the input. Its fields: ${inBackticks(fields)}.`;
  }
  const field = fields.find(name => name === issue.path[0]);
  if (field === undefined) return `the input must be an object. Its fields: ${inBackticks(fields)}.`;
  const isGiven = typeof value === 'object' && value !== null && Object.hasOwn(value, field);
  return `\`${field}\` is ${isGiven ? 'not valid' : 'missing'}. ${descriptionOf(schema.shape[field])}`;
}

const descriptionOf = (schema: unknown): string => {
  const inner = schema instanceof z.ZodMiniOptional ? schema.def.innerType : schema;
  return fieldDocs.get(inner as z.core.$ZodType)?.description ?? '';
};
