// Finds the user-facing texts in a source of the client: those that go through t() and those that should but do not.
import { parseAst } from 'vitest/node';

/** A text with its line number, from 1. */
export interface FoundText {
  readonly text: string;
  readonly line: number;
}

/** A call t('...', ...). */
export interface Translated extends FoundText {
  /** Number of arguments after the text. */
  readonly args: number;
  /** Whether the call runs while the module loads, where a language would be unknown. */
  readonly early: boolean;
  /** Whether the text is a string literal, so that its placeholders can be checked. */
  readonly literal: boolean;
}

/** The texts of one source. */
export interface UserTexts {
  readonly translated: readonly Translated[];
  /** User-facing texts that do not go through t(). */
  readonly untranslated: readonly FoundText[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** Reads one TypeScript source, with or without JSX. */
export function userTexts(source: string, lang: 'ts' | 'tsx'): UserTexts {
  const translated: Translated[] = [];
  const untranslated: FoundText[] = [];
  const lineOf = ({ start }: Node) => source.slice(0, start).split('\n').length;
  visit(parseAst(source, { lang }) as unknown as Node, [], (node, above) => {
    if (isTranslation(node)) translated.push({ ...callOf(node), early: !above.some(isFunction), line: lineOf(node) });
    const text = textOf(node);
    if (text !== undefined && isUserFacing(text, node, above)) untranslated.push({ text, line: lineOf(node) });
  });
  return { translated, untranslated };
}

function callOf(call: Node): Omit<Translated, 'early' | 'line'> {
  const [first, ...args] = call.arguments as readonly Node[];
  const literal = first?.type === 'Literal' && typeof first.value === 'string';
  return { text: literal ? String(first.value) : '', literal, args: args.length };
}

// Icons and product names are the same in every language.
const plainText = (text: string): string => text.replace(/\$\([\w~-]+\)|KynML|CONFIG_HASH/g, '');

/** Whether users see a text: sentences anywhere, and single words where the interface shows them. */
function isUserFacing(text: string, node: Node, above: readonly Node[]): boolean {
  if (!/\p{L}{2}/u.test(plainText(text)) || above.some(isNotUserFacing)) return false;
  return isSentence(plainText(text)) || isShown(node, above);
}

const isSentence = (text: string): boolean => /\p{L}{2,}[,;:.]? +\p{L}/u.test(text);

const shownProperties =
  /^(title|label|description|detail|placeHolder|prompt|tooltip|text|spoken|message|missing|aria-label)$/;
const showingFunctions = /^(confirm|specFor|pickSpec|pickRun|show\w*Message|setStatusBarMessage)$/;

function isShown(node: Node, above: readonly Node[]): boolean {
  const parent = above.at(-1);
  if (isRendered(node, above)) return true;
  if (parent?.type === 'Property') return shownProperties.test(nameOf(parent.key as Node)) && parent.value === node;
  if (!parent || !showingFunctions.test(calleeOf(parent))) return false;
  // The first argument of `showMessage` is its level.
  return !(isCall(parent, 'showMessage') && isFirst(parent, node));
}

/** Whether a text is between tags, or the value of an attribute that is shown. A value may be one branch of a condition. */
function isRendered(node: Node, above: readonly Node[]): boolean {
  if (node.type === 'JSXText') return true;
  const outer = above.findLast(({ type }) => !/^(Conditional|Logical)Expression$|^JSXExpressionContainer$/.test(type));
  if (outer?.type === 'JSXAttribute') return shownProperties.test(nameOf(outer.name as Node));
  return outer?.type === 'JSXElement' || outer?.type === 'JSXFragment';
}

const isFirst = (call: Node, node: Node): boolean => (call.arguments as readonly Node[])[0] === node;

/** Whether a node is a call of t(), an import, a type, the class of an element or a call of the log. */
function isNotUserFacing(node: Node): boolean {
  if (node.type === 'JSXAttribute' && nameOf(node.name as Node) === 'class') return true;
  if (isTranslation(node) || /^(Import|ExportAll|TS(?!As|NonNull|Satisfies))/.test(node.type)) return true;
  const callee = node.type === 'CallExpression' ? (node.callee as Node) : undefined;
  if (callee?.type !== 'MemberExpression') return false;
  const object = callee.object as Node;
  return nameOf(object) === 'log' || nameOf((object.property as Node) ?? object) === 'log';
}

const textOf = (node: Node): string | undefined => {
  if ((node.type === 'Literal' || node.type === 'JSXText') && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as readonly { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{}');
};

// A call of `vscode.l10n.t` is not a call of t().
const isTranslation = (node: Node): boolean => isCall(node, 't') && (node.callee as Node).type === 'Identifier';
const isFunction = ({ type }: Node): boolean => /Function/.test(type);
const isCall = (node: Node, name: string): boolean => calleeOf(node) === name;
const nameOf = (node: Node): string => String(node.name ?? node.value ?? '');

function calleeOf({ type, callee }: Node): string {
  if (type !== 'CallExpression') return '';
  const node = callee as Node;
  return nameOf(node.type === 'MemberExpression' ? (node.property as Node) : node);
}

function visit(node: Node, above: readonly Node[], onNode: (node: Node, above: readonly Node[]) => void): void {
  onNode(node, above);
  const inside = [...above, node];
  for (const child of Object.values(node).flat()) if (isNode(child)) visit(child, inside, onNode);
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
