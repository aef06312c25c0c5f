// Checks an artifact against its kind. Each finding is shown at the field that it is about.
import * as z from 'zod/mini';
import { stringRepr } from '../python/repr';
import { byPlace, type Diagnostic, withoutSecrets } from '../text/diagnostic';
import { type JsonNode, members } from '../text/jsonText';
import { memoizedByIdentity } from '../text/memoizedByIdentity';
import { withArticle } from '../text/withArticle';
import { exactValue, keyInFile } from './exact';
import { duplicateField } from './findings/duplicateField';
import { missingField } from './findings/missingField';
import { longInteger, pythonRejects } from './findings/pythonRejects';
import { secretInFile } from './findings/secretInFile';
import { unknownField, unknownMembers } from './findings/unknownField';
import { wrongField } from './findings/wrongField';
import { wrongShape } from './findings/wrongShape';
import type { Kind } from './kind';
import { openingSpan } from './openingSpan';
import { secretsOf } from './secrets/secrets';

/** All findings of a file that was parsed and whose secrets are marked. No message contains a secret. */
export function validate(kind: Kind, root: JsonNode): Diagnostic[] {
  const secrets = secretsOf(root);
  const texts = secrets.flatMap(s => [s.text, stringRepr(s.text).slice(1, -1)]);
  // A kind may check parts of its file as another kind, which reports their secrets as well.
  const found = withLongInteger(root, findingsOf(kind, root)).filter(d => d.code !== secretInFile.code);
  return secrets.length === 0 ? found : [...withoutSecrets(found, texts), ...secretInFile.find(root)].sort(byPlace);
}

// Python reads every artifact, whatever the schema of its kind allows.
function withLongInteger(root: JsonNode, found: readonly Diagnostic[]): readonly Diagnostic[] {
  const rejected = found.some(d => d.code === pythonRejects.code) ? undefined : longInteger(root);
  return rejected ? [...found, rejected].sort(byPlace) : found;
}

function findingsOf(kind: Kind, root: JsonNode): Diagnostic[] {
  if (kind.validate) return [...kind.validate(root)].sort(byPlace);
  const isList = root.kind === 'array' && kind.outermost === 'object-or-list';
  if (root.kind !== 'object' && !isList) {
    const expected = kind.outermost === 'object-or-list' ? 'a JSON object or list' : 'a JSON object';
    return [wrongShape.report({ title: kind.title, expected, actual: root }, openingSpan(root))];
  }
  const gate = root.kind === 'object' ? kind.gate?.(root) : undefined;
  if (gate) return [gate];
  return [...fieldFindings(kind, root), ...duplicateField.find(root), ...(kind.extra?.(root) ?? [])].sort(byPlace);
}

// A required field with a mistyped name is one mistake, so it is reported once: at the name, with the severity of a missing field.
function fieldFindings(kind: Kind, root: JsonNode): Diagnostic[] {
  const issues = schemaIssues(kind, root);
  const { foreign = 'keep' } = kind;
  // `$schema` is for editors. The tools that reject unknown fields reject it too.
  const unknown = unknownMembers(root, fieldsOf(kind)).filter(u => foreign !== 'keep' || u.member.key !== '$schema');
  const meant = new Set(unknown.map(u => u.meant));
  const required = new Set(issues.flatMap(i => i.missing ?? []));
  return [
    ...issues.filter(i => i.missing === undefined || !meant.has(i.missing)).map(i => i.finding),
    ...unknownField.find(unknown, {
      required,
      owner: withArticle(kind.title),
      foreign,
    }),
  ];
}

function schemaIssues(kind: Kind, root: JsonNode): Issue[] {
  const result = kind.schema.safeParse(exactValue(root));
  if (result.success) return [];
  const issues = result.error.issues.map(issue => issueFinding(issue, kind, root));
  // The form of the metrics is only a warning, which the kind reports.
  return issues.filter(({ field, missing }) => field !== kind.metricsField || missing !== undefined);
}

/** The findings of a kind's schema, without those of fields that are missing at the top level. */
export const schemaFindings = (kind: Kind, root: JsonNode): Diagnostic[] =>
  schemaIssues(kind, root)
    .filter(i => i.missing === undefined || i.missing.includes('.'))
    .map(i => i.finding);

/** The fields whose value does not have the form of the kind's schema, whatever its severity: their path as `git.sha`, and the required form in words. */
export const wrongForms = (kind: Kind, root: JsonNode): ReadonlyMap<string, string> =>
  new Map(schemaIssues(kind, root).flatMap(i => (i.expected === undefined ? [] : [[i.field, i.expected] as const])));

// `field` is the path of the field, `missing` the same if the field is missing, `expected` the form of a field with another form.
interface Issue {
  readonly finding: Diagnostic;
  readonly field: string;
  readonly missing?: string;
  readonly expected?: string;
}

function issueFinding(issue: z.core.$ZodIssue, { title }: Kind, root: JsonNode): Issue {
  const path = issue.path.map(key => keyInFile(String(key)));
  const { node, isMissing } = locate(root, path);
  const field = path.join('.');
  if (isMissing)
    return { field, finding: missingField.report({ names: [field], title }, openingSpan(node)), missing: field };
  const expected = issue.code === 'custom' ? issue.message : expectedText(issue);
  return { field, finding: wrongField.report({ field, expected, actual: node }, node.span), expected };
}

const FORMS: Readonly<Record<string, string>> = { object: 'a JSON object', record: 'a JSON object', array: 'a list' };

const expectedText = (issue: z.core.$ZodIssue): string =>
  (issue.code === 'invalid_type' && FORMS[issue.expected]) || 'of another form';

// The deepest existing node on a path.
function locate(root: JsonNode, path: readonly string[]): { node: JsonNode; isMissing: boolean } {
  let node = root;
  for (const key of path) {
    const next = node.kind === 'array' ? node.items[Number(key)] : members(node).get(key)?.value;
    if (!next) return { node, isMissing: true };
    node = next;
  }
  return { node, isMissing: false };
}

/** The names of the top-level fields of a kind, or of those that must not be missing. */
export const fieldsOf = (kind: Kind, which: 'all' | 'required' = 'all'): readonly string[] => fieldNames(kind)[which];

const fieldNames = memoizedByIdentity((kind: Kind) => ({
  all: namesOf(kind, 'all'),
  required: namesOf(kind, 'required'),
}));

function namesOf(kind: Kind, which: 'all' | 'required'): string[] {
  const fields = 'shape' in kind.schema ? Object.entries(kind.schema.shape as Record<string, z.ZodMiniType>) : [];
  return fields.filter(([, type]) => which === 'all' || !(type instanceof z.ZodMiniOptional)).map(([name]) => name);
}
