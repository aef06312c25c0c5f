// The tree of a text that is not valid JSON, as far as its brackets and strings show it. It is only for guessing what kind of file a text is: a field
// belongs to the object whose brackets are around it, so that fields of inner objects are not taken for those of the file.
import type { JsonMember, JsonNode } from './jsonText';
import { span } from './span';

const NOWHERE = span(0, 0);
const NULL: JsonNode = { kind: 'null', span: NOWHERE };

type Open =
  | { readonly kind: 'object'; readonly members: JsonMember[]; readonly span: typeof NOWHERE; needsValue: boolean }
  | { readonly kind: 'array'; readonly items: JsonNode[]; readonly span: typeof NOWHERE };

const IGNORED = /[^"{}[\]:,/\w.+-]+/y;
const WORD = /[\w.+-]+/y;
const PLAIN = /[^"\\\r\n]*/y;
const BLANK = /[ \t\r\n]*/y;
const BETWEEN = /[^"{[/]*/y;
const NUMBER = /^-?\d[\d.eE+-]*$/;

/**
 * The outermost object or list of a text. A key without a readable value is null, a string ends at the end of its line, comments are skipped, and a
 * missing bracket is assumed where another one or a key requires it. Undefined for a text that begins with anything else, and for several values in a
 * row, which are another format. Strings are as written, with their escapes, and the spans are not those of the text. The time is linear.
 */
export const outlineJson = (text: string): JsonNode | undefined => new Outliner(text).outline();

class Outliner {
  private at = 0;
  private readonly open: Open[] = [];
  private readonly count = { object: 0, array: 0 };

  constructor(private readonly text: string) {}

  outline(): JsonNode | undefined {
    while (this.text[this.at] === '\ufeff') this.at++;
    this.gap();
    const first = this.text[this.at];
    if (first !== '{' && first !== '[') return undefined;
    const root = this.openContainer(first);
    while (this.open.length > 0 && this.at < this.text.length) this.step(this.text[this.at] ?? '');
    return this.isFollowedByValue() ? undefined : root;
  }

  private step(c: string): void {
    if (c === '{' || c === '[') this.openContainer(c);
    else if (c === '}') this.close('object');
    else if (c === ']') this.close('array');
    else if (c === '"') this.string();
    else if (c === '/') this.slash();
    else if (c === ',' || c === ':') {
      this.at++;
      const top = this.open.at(-1);
      if (c === ',' && top?.kind === 'object') top.needsValue = false;
    } else if (this.match(IGNORED) === '') this.word();
  }

  private openContainer(c: '{' | '['): JsonNode {
    this.at++;
    const node: Open =
      c === '{'
        ? { kind: 'object', members: [], span: NOWHERE, needsValue: false }
        : { kind: 'array', items: [], span: NOWHERE };
    this.value(node);
    this.open.push(node);
    this.count[node.kind]++;
    return node;
  }

  // A bracket that closes nothing is skipped. Otherwise it also closes the containers inside whose bracket is missing.
  private close(kind: Open['kind']): void {
    this.at++;
    if (this.count[kind] > 0) while (this.pop() !== kind);
  }

  private pop(): Open['kind'] | undefined {
    const top = this.open.pop();
    if (top) this.count[top.kind]--;
    return top?.kind;
  }

  private string(): void {
    const start = ++this.at;
    let isEscape = true;
    while (isEscape) {
      this.match(PLAIN);
      const next = this.text[this.at + 1];
      isEscape = this.text[this.at] === '\\' && next !== undefined && next !== '\n' && next !== '\r';
      if (isEscape) this.at += 2;
    }
    const text = this.text.slice(start, this.at);
    if (this.text[this.at] === '"') this.at++;
    else if (this.opensInString(text)) return;
    this.match(BLANK);
    if (this.text[this.at] === ':') this.key(text);
    else this.value({ kind: 'string', text, span: NOWHERE });
  }

  // `"key: {` at the end of a line is a key without its closing quote. Without its bracket, inner fields would be those of the file.
  private opensInString(text: string): boolean {
    const [, key, bracket] = /^([^:]*):[ \t]*([{[])[ \t]*$/.exec(text) ?? [];
    if (key === undefined || bracket === undefined) return false;
    this.key(key);
    this.openContainer(bracket === '{' ? '{' : '[');
    return true;
  }

  // A list has no keys, so its bracket is missing, unless it is the outermost value.
  private key(key: string): void {
    if (this.count.object > 0) while (this.open.at(-1)?.kind === 'array') this.pop();
    const top = this.open.at(-1);
    if (top?.kind !== 'object') return;
    top.members.push({ key, keySpan: NOWHERE, value: NULL });
    top.needsValue = true;
  }

  private word(): void {
    const word = this.match(WORD);
    if (NUMBER.test(word)) this.value({ kind: 'number', text: word, span: NOWHERE });
    else if (word === 'true' || word === 'false') this.value({ kind: 'bool', value: word === 'true', span: NOWHERE });
    else if (word === 'null') this.value(NULL);
  }

  private value(value: JsonNode): void {
    const top = this.open.at(-1);
    if (top?.kind === 'array') top.items.push(value);
    if (top?.kind !== 'object' || !top.needsValue) return;
    const { key, keySpan } = top.members.pop() as JsonMember;
    top.members.push({ key, keySpan, value });
    top.needsValue = false;
  }

  // Whether another object or list follows the outermost value, whatever is between them: a comma, a separator of documents.
  private isFollowedByValue(): boolean {
    this.match(BETWEEN);
    while (this.text[this.at] === '/') {
      this.slash();
      this.match(BETWEEN);
    }
    const next = this.text[this.at];
    return next === '{' || next === '[';
  }

  // Skips blanks and comments.
  private gap(): void {
    this.match(BLANK);
    while (this.comment()) this.match(BLANK);
  }

  private slash(): void {
    if (!this.comment()) this.at++;
  }

  private comment(): boolean {
    const isBlock = this.text.startsWith('/*', this.at);
    if (!isBlock && !this.text.startsWith('//', this.at)) return false;
    const end = this.text.indexOf(isBlock ? '*/' : '\n', this.at + 2);
    this.at = end < 0 ? this.text.length : end + (isBlock ? 2 : 1);
    return true;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}
