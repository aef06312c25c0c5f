// Checks the input of a tool, and states in one sentence each what is wrong with it.
import * as z from 'zod/mini';
import { inBackticks } from '../text/inBackticks';
import { shortText } from '../text/shortText';
import type { AgentTool } from './tool';

/** An input of the form that the tool needs, or what is wrong with it. */
export type CheckedInput =
  | { readonly ok: true; readonly input: never }
  | { readonly ok: false; readonly problems: readonly string[] };

const MOST_KEYS = 3;

/** Checks a value that an agent sent. */
export function checkInput({ input: schema, name }: AgentTool, value: unknown): CheckedInput {
  const result = z.safeParse(schema, value ?? {});
  if (result.success) return { ok: true, input: result.data as never };
  const fields = Object.keys(schema.shape);
  const problems = result.error.issues.map(issue => sentence(fields, issue, value));
  return { ok: false, problems: [...new Set(problems)].map(text => `${name}: ${text}`) };
}

function sentence(fields: readonly string[], issue: z.core.$ZodIssue, value: unknown): string {
  const known = `Its fields: ${inBackticks(fields)}.`;
  if (issue.code === 'unrecognized_keys')
    return `${inBackticks(issue.keys.slice(0, MOST_KEYS).map(key => shortText(key)))} is not a field of the input. ${known}`;
  const field = fields.find(name => name === issue.path[0]);
  if (field === undefined) return `the input must be an object. ${known}`;
  const isGiven = typeof value === 'object' && value !== null && Object.hasOwn(value, field);
  return isGiven ? `\`${field}\` must be ${issue.message}.` : `\`${field}\` is missing: ${issue.message}.`;
}
