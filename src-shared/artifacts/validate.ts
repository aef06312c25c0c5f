// An artifact against its kind: every finding at the field it is about.
import type * as z from 'zod';
import { byPlace, type Diagnostic } from '../text/diagnostic';
import { HIDDEN } from '../text/hidden';
import { type JsonNode, members } from '../text/jsonText';
import { type Span, span } from '../text/span';
import { suggest } from '../text/suggest';
import { exactValue, keyInFile } from './exact';
import type { Kind } from './kind';
import { SECRET_CODE, secretFindings, secretsOf, withoutSecrets } from './secrets/secrets';

/** All findings of a file that parsed, its secrets marked. No message holds a secret. */
export function validate(kind: Kind, root: JsonNode): Diagnostic[] {
  const secrets = secretsOf(root);
  const hidden = (d: Diagnostic): Diagnostic => ({ ...d, message: withoutSecrets(d.message, secrets) });
  // A kind may have parts checked by other kinds, which tell their secrets too.
  const own = ownFindings(kind, root).filter(d => d.code !== SECRET_CODE);
  return secrets.length === 0 ? own : [...own.map(hidden), ...secretFindings(root)].sort(byPlace);
}

function ownFindings(kind: Kind, root: JsonNode): Diagnostic[] {
  if (kind.validate) return [...kind.validate(root)].sort(byPlace);
  const isList = root.kind === 'array' && kind.outermost === 'object-or-list';
  if (root.kind !== 'object' && !isList) return [wrongShape(kind, root)];
  const gate = root.kind === 'object' ? kind.gate?.(root) : undefined;
  if (gate) return [gate];
  const issues = schemaIssues(kind, root);
  return [...withMistyped(issues, unknownFields(kind, root)), ...duplicates(root), ...(kind.extra?.(root) ?? [])].sort(
    byPlace,
  );
}

function schemaIssues(kind: Kind, root: JsonNode): Issue[] {
  const result = kind.schema.safeParse(exactValue(root));
  return result.success ? [] : result.error.issues.map(issue => issueFinding(issue, kind, root));
}

/** What the schema of a kind finds, but fields that are absent at the top level. */
export const schemaFindings = (kind: Kind, root: JsonNode): Diagnostic[] =>
  schemaIssues(kind, root)
    .filter(i => i.missing === undefined || i.missing.includes('.'))
    .map(i => i.finding);

function wrongShape({ title, outermost }: Kind, root: JsonNode): Diagnostic {
  const wanted = outermost === 'object-or-list' ? 'a JSON object or list' : 'a JSON object';
  return finding(
    'wrong-shape',
    opening(root),
    `${sentence(indefinite(title))} must be ${wanted}, not ${article(root)}.`,
  );
}

// A required field that is mistyped is one fault: told once, where it is written, with the weight of the missing one.
function withMistyped(issues: readonly Issue[], unknown: readonly Unknown[]): Diagnostic[] {
  const missing = new Set(issues.map(i => i.missing));
  const meant = new Set(unknown.map(u => u.meant));
  return [
    ...issues.filter(i => i.missing === undefined || !meant.has(i.missing)).map(i => i.finding),
    ...unknown.map(u =>
      u.meant !== undefined && missing.has(u.meant) ? { ...u.finding, severity: 'error' as const } : u.finding,
    ),
  ];
}

// `missing` is the path of a field that is not there.
interface Issue {
  readonly finding: Diagnostic;
  readonly missing?: string;
}

// `meant` is the known field that an unknown one most likely stands for.
interface Unknown {
  readonly finding: Diagnostic;
  readonly meant: string | undefined;
}

function finding(code: string, at: Span, message: string): Diagnostic {
  return { code, severity: 'error', message, span: at, fixes: [] };
}

function issueFinding(issue: z.core.$ZodIssue, kind: Kind, root: JsonNode): Issue {
  const path = issue.path.map(key => keyInFile(String(key)));
  const { node, missing } = locate(root, path);
  const name = path.join('.');
  if (missing)
    return {
      finding: finding('missing-field', opening(node), `${name} is missing; ${indefinite(kind.title)} must have it.`),
      missing: name,
    };
  const expected = issue.code === 'custom' ? issue.message : expectedText(issue);
  return { finding: finding('wrong-field', node.span, `${name} must be ${expected}, not ${article(node)}.`) };
}

const FORMS: Readonly<Record<string, string>> = { object: 'a JSON object', record: 'a JSON object', array: 'a list' };

const expectedText = (issue: z.core.$ZodIssue): string =>
  (issue.code === 'invalid_type' && FORMS[issue.expected]) || 'of another form';

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

const indefinite = (title: string): string => `${/^[aeiou]/.test(title) ? 'an' : 'a'} ${title}`;
const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const opening = ({ kind, span: whole }: JsonNode): Span =>
  kind === 'object' || kind === 'array' ? span(whole.start, whole.start + 1) : whole;

/** A value in words with its article, for messages; of long values the start, compound ones are not repeated. */
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
      if (node.secret) return HIDDEN;
      return node.text.length > 40 ? `${node.text.slice(0, 12)}…` : node.text;
    case 'string':
      if (node.secret) return HIDDEN;
      return node.text.length > 40 ? `"${node.text.slice(0, 12)}…" (${node.text.length} characters)` : `"${node.text}"`;
  }
}

/** Keys that stand twice in an object, anywhere in a tree. */
export function duplicates(node: JsonNode): Diagnostic[] {
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

// Fields that no document names are kept and accepted, where the kind does not refuse them; one that looks like a mistyped known name is worth a word.
function unknownFields(kind: Kind, root: JsonNode): Unknown[] {
  const known = fieldsOf(kind);
  const present = members(root);
  const free = known.filter(name => !present.has(name));
  return [...present.values()].flatMap(({ key, keySpan }) => {
    if (known.includes(key)) return [];
    const meant = suggest(key, free);
    const rest = kind.foreign === 'refuse' ? ', and it is refused.' : ' that this tool knows; it is kept as it is.';
    const message = `${sentence(indefinite(kind.title))} has no field ${key}${meant ? `; did you mean ${meant}?` : rest}`;
    const fixes = meant
      ? [{ title: `Change to ${meant}`, edits: [{ span: keySpan, text: JSON.stringify(meant) }], safe: false }]
      : [];
    const severity = kind.foreign === 'refuse' ? 'error' : meant ? 'warning' : 'info';
    return [{ finding: { code: 'unknown-field', severity, message, span: keySpan, fixes } as const, meant }];
  });
}

/** The names of the top-level fields of a kind. */
export function fieldsOf(kind: Kind): string[] {
  return 'shape' in kind.schema ? Object.keys(kind.schema.shape as object) : [];
}
