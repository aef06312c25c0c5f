// Finds in a source of the client what people read: the texts that go through t(), and those that should but do not.
import { parseAst } from 'vitest/node';

/** A text with the line, from 1, that it stands in. */
export interface FoundText {
  readonly text: string;
  readonly line: number;
}

/** A call t('...', ...). */
export interface Translated extends FoundText {
  /** How many words are handed in after the text. */
  readonly words: number;
  /** The call is made while the module is loaded, when the language is not known yet. */
  readonly early: boolean;
  /** The text is a plain literal, so that the bundle can hold it. */
  readonly literal: boolean;
}

/** What a source says. */
export interface SpokenTexts {
  readonly translated: readonly Translated[];
  /** Texts that people read and that no translator sees. */
  readonly bare: readonly FoundText[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** Reads one TypeScript source. */
export function spokenTexts(source: string): SpokenTexts {
  const translated: Translated[] = [];
  const bare: FoundText[] = [];
  const lineOf = ({ start }: Node) => source.slice(0, start).split('\n').length;
  visit(parseAst(source, { lang: 'ts' }) as unknown as Node, [], (node, above) => {
    if (isTranslation(node)) translated.push({ ...callOf(node), early: !above.some(isFunction), line: lineOf(node) });
    const text = textOf(node);
    if (text !== undefined && isRead(text, node, above)) bare.push({ text, line: lineOf(node) });
  });
  return { translated, bare };
}

function callOf(call: Node): Omit<Translated, 'early' | 'line'> {
  const [first, ...words] = call.arguments as readonly Node[];
  const literal = first?.type === 'Literal' && typeof first.value === 'string';
  return { text: literal ? String(first.value) : '', literal, words: words.length };
}

// Icons are no words, and neither are the names that are the same in every language.
const plainText = (text: string): string => text.replace(/\$\([\w~-]+\)|KynML|CONFIG_HASH/g, '');

/** Whether people read a text: sentences anywhere, and single words where an interface shows them. */
function isRead(text: string, node: Node, above: readonly Node[]): boolean {
  if (!/\p{L}{2}/u.test(plainText(text)) || above.some(isNotSpoken)) return false;
  return isSentence(plainText(text)) || isShown(node, above);
}

const isSentence = (text: string): boolean => /\p{L}{2,}[,;:.]? +\p{L}/u.test(text);

const shownBy = /^(title|label|description|detail|placeHolder|prompt|tooltip|text|spoken|message|missing|aria-label)$/;
const shows = /^(tell|whisper|confirm|specFor|pickSpec|pickRun|show\w+Message|setStatusBarMessage)$/;

function isShown(node: Node, above: readonly Node[]): boolean {
  const [parent, beyond] = [above.at(-1), above.at(-2)];
  if (parent?.type === 'Property') return shownBy.test(nameOf(parent.key as Node)) && parent.value === node;
  if (parent?.type === 'ArrayExpression' && beyond && isCall(beyond, 'el')) return true;
  // The first word of `tell` is how serious the message is.
  return parent !== undefined && shows.test(calleeOf(parent)) && !(isCall(parent, 'tell') && isFirst(parent, node));
}

const isFirst = (call: Node, node: Node): boolean => (call.arguments as readonly Node[])[0] === node;

/** Inside of t() itself, of an import, of a type, of the classes of an element, or of what goes into the log. */
function isNotSpoken(node: Node): boolean {
  if (node.type === 'Property' && nameOf(node.key as Node) === 'class') return true;
  if (isTranslation(node) || /^(Import|ExportAll|TS(?!As|NonNull|Satisfies))/.test(node.type)) return true;
  const callee = node.type === 'CallExpression' ? (node.callee as Node) : undefined;
  if (callee?.type !== 'MemberExpression') return false;
  const object = callee.object as Node;
  return nameOf(object) === 'log' || nameOf((object.property as Node) ?? object) === 'log';
}

const textOf = (node: Node): string | undefined => {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as readonly { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{}');
};

// `vscode.l10n.t` itself is called once, by what t() stands for.
const isTranslation = (node: Node): boolean => isCall(node, 't') && (node.callee as Node).type === 'Identifier';
const isFunction = ({ type }: Node): boolean => /Function/.test(type);
const isCall = (node: Node, name: string): boolean => calleeOf(node) === name;
const nameOf = (node: Node): string => String(node.name ?? node.value ?? '');

function calleeOf({ type, callee }: Node): string {
  if (type !== 'CallExpression') return '';
  const node = callee as Node;
  return nameOf(node.type === 'MemberExpression' ? (node.property as Node) : node);
}

function visit(node: Node, above: readonly Node[], see: (node: Node, above: readonly Node[]) => void): void {
  see(node, above);
  const inside = [...above, node];
  for (const child of Object.values(node).flat()) if (isNode(child)) visit(child, inside, see);
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
