// Compares values with types of the protocol.
import { formOf, membersOf, type Type, typeSince } from './types';

/** What is wrong with a value of a type for a client of LSP 3.`version`: each problem with the path to it; empty if nothing is. */
export function problems(value: unknown, type: Type, version: number, path = ''): string[] {
  const form = formOf(type);
  const wrong = (expected: string) => [`${path}: ${JSON.stringify(value)?.slice(0, 60)} is not ${expected}`];
  switch (form.is) {
    case 'any':
      return [];
    case 'literal':
      return value === form.value ? [] : wrong(JSON.stringify(form.value));
    case 'union':
      return fewest(form.of.map(one => problems(value, one, version, path)));
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item, i) => problems(item, form.of, version, `${path}[${i}]`))
        : wrong('a list');
    case 'tuple':
      return Array.isArray(value) && value.length === form.of.length
        ? form.of.flatMap((one, i) => problems(value[i], one, version, `${path}[${i}]`))
        : wrong('a tuple');
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([key, item]) => problems(item, form.of, version, `${path}.${key}`))
        : wrong('an object');
    case 'object':
      return isObject(value) ? objectProblems(value, type, version, path) : wrong('an object');
    default:
      return isSimple(value, form.is) ? [] : wrong(form.is);
  }
}

// The protocol has integers; its package has one type for all numbers.
function isSimple(value: unknown, expected: string): boolean {
  if (expected === 'number') return Number.isInteger(value);
  if (expected === 'null' || expected === 'undefined') return value === null || value === undefined;
  return typeof value === expected;
}

function objectProblems(value: Readonly<Record<string, unknown>>, type: Type, version: number, path: string): string[] {
  const members = new Map(membersOf(type).map(member => [member.name, member]));
  const missing = [...members.values()].filter(m => !m.isOptional && value[m.name] === undefined);
  const since = typeSince(type);
  return [
    ...(since > version ? [`${path}: the type exists since 3.${since}`] : []),
    ...missing.map(m => `${path}.${m.name} is missing`),
    ...Object.entries(value).flatMap(([key, item]) => {
      const member = members.get(key);
      if (!member) return [`${path}.${key} does not exist`];
      if (member.since > version) return [`${path}.${key} exists since 3.${member.since}`];
      return problems(item, member.type, version, `${path}.${key}`);
    }),
  ];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// Of the members of a union the one that fits best: with the fewest problems, and of these the one whose problem is deepest in the value.
const fewest = (all: readonly string[][]): string[] =>
  all.reduce((a, b) => (b.length < a.length || (b.length === a.length && depth(b) > depth(a)) ? b : a));

const depth = (found: readonly string[]): number => (found[0] ?? '').split(/[:\s]/)[0]?.length ?? 0;
