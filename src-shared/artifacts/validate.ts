// An artifact against its kind: every finding at the field it is about.
import type * as z from 'zod';
import { closest } from '../text/closest';
import { byPlace, type Diagnostic } from '../text/diagnostic';
import { type JsonNode, members } from '../text/jsonText';
import { type Span, span } from '../text/span';
import { exactValue } from './exact';
import type { Kind } from './kind';

/** All findings of a file that parsed. */
export function validate(kind: Kind, root: JsonNode): Diagnostic[] {
  if (root.kind !== 'object')
    return [finding('wrong-shape', root.span, `A ${kind.title} must be a JSON object, not ${article(root)}.`)];
  const result = kind.schema.safeParse(exactValue(root));
  const issues = result.success ? [] : result.error.issues.map(issue => issueFinding(issue, kind, root));
  return [...issues, ...duplicates(root), ...unknownFields(kind, root), ...(kind.extra?.(root) ?? [])].sort(byPlace);
}

function finding(code: string, at: Span, message: string): Diagnostic {
  return { code, severity: 'error', message, span: at, fixes: [] };
}

function issueFinding(issue: z.core.$ZodIssue, kind: Kind, root: JsonNode): Diagnostic {
  const path = issue.path.map(String);
  const { node, missing } = locate(root, path);
  const name = path.join('.');
  if (missing) return finding('missing-field', opening(node), `${name} is missing; a ${kind.title} must have it.`);
  const expected = issue.code === 'custom' ? issue.message : expectedText(issue);
  return finding('wrong-field', node.span, `${name} must be ${expected}, not ${article(node)}.`);
}

const expectedText = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_type' && (issue.expected === 'object' || issue.expected === 'record')
    ? 'a JSON object'
    : 'of another form';

// The deepest node on the way; `missing` when the last key of the path is not there.
function locate(root: JsonNode, path: readonly string[]): { node: JsonNode; missing: boolean } {
  let node = root;
  for (const key of path) {
    const next = node.kind === 'array' ? node.items[Number(key)] : members(node).get(key)?.value;
    if (!next) return { node, missing: true };
    node = next;
  }
  return { node, missing: false };
}

const opening = (node: JsonNode): Span => span(node.span.start, node.span.start + 1);

/** A value in words with its article, for messages; long and compound values are not repeated. */
function article(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return 'an object';
    case 'array':
      return 'a list';
    case 'null':
      return 'null';
    case 'bool':
      return String(node.value);
    case 'number':
      return node.text.length > 40 ? 'a number of that form' : node.text;
    case 'string':
      return node.text.length > 40 ? `a string of ${node.text.length} characters` : `"${node.text}"`;
  }
}

function duplicates(node: JsonNode): Diagnostic[] {
  if (node.kind === 'array') return node.items.flatMap(duplicates);
  if (node.kind !== 'object') return [];
  const seen = new Set<string>();
  const own: Diagnostic[] = [];
  for (const m of node.members) {
    if (seen.has(m.key))
      own.push({
        ...finding('duplicate-field', m.keySpan, `${m.key} stands twice; the last one counts.`),
        severity: 'warning',
      });
    seen.add(m.key);
  }
  return [...own, ...node.members.flatMap(m => duplicates(m.value))];
}

// Fields that no document names are kept and accepted; one that looks like a mistyped known name is worth a word.
function unknownFields(kind: Kind, root: JsonNode): Diagnostic[] {
  const known = fieldsOf(kind);
  const present = members(root);
  return [...present.values()].flatMap(({ key, keySpan }) => {
    if (known.includes(key)) return [];
    const meant = closest(
      key,
      known.filter(name => !present.has(name)),
    );
    const message = `A ${kind.title} has no field ${key}${meant ? `; did you mean ${meant}?` : ' that this tool knows; it is kept as it is.'}`;
    const fixes = meant
      ? [{ title: `Change to ${meant}`, edits: [{ span: keySpan, text: JSON.stringify(meant) }], safe: false }]
      : [];
    return [{ code: 'unknown-field', severity: meant ? 'warning' : 'info', message, span: keySpan, fixes } as const];
  });
}

/** The names of the top-level fields of a kind. */
export function fieldsOf(kind: Kind): string[] {
  return 'shape' in kind.schema ? Object.keys(kind.schema.shape as object) : [];
}
