// The lines of an item: their indentation and their tokens. Empty lines and comments are left out.
import { type Span, span } from '../../text/span';
import type { Fault, FaultCode } from './ast';
import { tokenAt } from './lexer';
import type { Token, TokenKind } from './tokens';

/** A line with at least one token. `indent` is the span of its indentation, empty in column 1. */
export interface Line {
  readonly indent: Span;
  readonly tokens: readonly Token[];
}

/** The lines of a text that contain more than blanks and a comment, at most `limit` of them. */
export function significantLines(text: string, limit = Number.POSITIVE_INFINITY): Line[] {
  const lines: Line[] = [];
  let indent: Token | undefined;
  let content: Token[] = [];
  const flush = () => {
    const first = content[0];
    if (first) lines.push({ indent: span(indent ? indent.start : first.start, first.start), tokens: content });
    indent = undefined;
    content = [];
  };
  for (let token: Token, at = 0; at < text.length && lines.length < limit; at = token.end) {
    token = tokenAt(text, at);
    if (token.kind === 'newline') flush();
    else if (token.kind === 'blank') {
      if (content.length === 0) indent = token;
    } else if (token.kind !== 'comment' && token.kind !== 'bom') content.push(token);
  }
  if (lines.length < limit) flush();
  return lines;
}

// Full-width `:` and `=` of East Asian keyboards end a word as the ASCII characters do.
const FULL_WIDTH: ReadonlySet<string> = new Set(['\uff1a', '\uff1d']);

/** Reads one line from left to right. The first fault ends the line, so that one mistake gives one finding. */
export class LineReader {
  private index = 0;
  /** Whether a fault was reported; the rest of the line is then ignored. */
  broken = false;

  constructor(
    readonly text: string,
    private readonly line: Line,
    private readonly faults: Fault[],
  ) {}

  /** The next token, undefined at the end of the line. */
  peek(): Token | undefined {
    return this.line.tokens[this.index];
  }

  /** Consumes the next token if it is of a kind. */
  take(kind: TokenKind): Token | undefined {
    const token = this.peek();
    if (token?.kind !== kind) return undefined;
    this.index++;
    return token;
  }

  /** Consumes the next token of any kind. */
  advance(): Token | undefined {
    const token = this.peek();
    if (token) this.index++;
    return token;
  }

  /** The token after the next one. */
  peekSecond(): Token | undefined {
    return this.line.tokens[this.index + 1];
  }

  /**
   * Whether a character that is not allowed in names directly follows the last token: a non-ASCII letter, `-size`,
   * `.b`.
   */
  isGlued(): boolean {
    const next = this.peek();
    if (this.index === 0 || next?.start !== this.lastEnd()) return false;
    return (next.kind === 'unknown' && !FULL_WIDTH.has(this.textOf(next))) || next.kind === 'badNumber';
  }

  /** The text of a token. */
  textOf(token: Token): string {
    return this.text.slice(token.start, token.end);
  }

  /** The offset after the last consumed token, or the start of the line's content before the first. */
  lastEnd(): number {
    return this.line.tokens[this.index - 1]?.end ?? this.line.indent.end;
  }

  /** The offset after the last token of the line. */
  lineEnd(): number {
    return this.line.tokens.at(-1)?.end ?? this.line.indent.end;
  }

  /** The empty span after the last consumed token, where something is missing. */
  here(): Span {
    return span(this.lastEnd(), this.lastEnd());
  }

  /** The span from an offset to the end of the last consumed token. */
  from(start: number): Span {
    return span(start, Math.max(start, this.lastEnd()));
  }

  /** Reports a fault that ends the line; only the first one is kept. */
  fault(code: FaultCode, at: Span, detail = ''): void {
    if (!this.broken) this.faults.push({ code, span: at, detail });
    this.broken = true;
  }

  /** Reports a fault after which the rest of the line is still parsed. */
  remark(code: FaultCode, at: Span, detail = ''): void {
    this.faults.push({ code, span: at, detail });
  }

  /** Reports text after the end of the statement. */
  expectEnd(): void {
    const rest = this.peek();
    if (!rest || this.broken) return;
    if (rest.kind === 'unknown') this.fault('unexpected-character', span(rest.start, rest.end), this.textOf(rest));
    else this.fault('unexpected-text', span(rest.start, this.lineEnd()), this.text.slice(rest.start, this.lineEnd()));
  }
}
