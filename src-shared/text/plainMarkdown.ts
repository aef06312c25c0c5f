// Markdown of this tool as plain text, for programs that do not render it. Covers what the tool writes: bold, code, links, rules and escapes.

/** The text of Markdown without its markup. Linear in its length. */
export function plainMarkdown(markdown: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const isFence = fence === undefined ? /^`{3,}/.exec(line)?.[0] : line === fence ? fence : undefined;
    if (isFence !== undefined) fence = fence === undefined ? isFence : undefined;
    else if (fence !== undefined) lines.push(line);
    else if (!isSpace(line) || !isSpace(lines.at(-1) ?? '')) lines.push(isSpace(line) ? '' : plainLine(line));
  }
  return lines.join('\n').trimEnd();
}

// A rule separates paragraphs, which a blank line does too.
const isSpace = (line: string): boolean => line.trim() === '' || line === '---';

// An escape, code, bold, or the two ends of a link; everything else is text.
const PIECE = /\\([!-/:-@[-`{-~])|(`+)|\*+|\[|\]\((?:<[^<>]*>|[^\s()<>]*)(?: "[^"]*")?\)|[^\\`*[\]]+|./sy;

function plainLine(line: string): string {
  const closing = closingRuns(line);
  let text = '';
  for (let at = 0; at < line.length; ) {
    PIECE.lastIndex = at;
    const [piece = '', escaped, run] = PIECE.exec(line) ?? [];
    at += piece.length || 1;
    const end = run === undefined ? undefined : closing(run.length, at);
    if (run !== undefined && end !== undefined) {
      text += codeIn(line.slice(at, end));
      at = end + run.length;
    } else text += escaped ?? (/^(?:\*|\[|\]\()/.test(piece) ? '' : piece);
  }
  return text.trimEnd();
}

// A blank at both ends only separates the code from its backticks.
const codeIn = (code: string): string => (/^ .* $/.test(code) ? code.slice(1, -1) : code);

// The start of the first run of backticks with a length at or after an offset. The offsets of one line only grow.
function closingRuns(line: string): (length: number, from: number) => number | undefined {
  const starts = new Map<number, number[]>();
  for (const { 0: run, index } of line.matchAll(/`+/g))
    starts.get(run.length)?.push(index) ?? starts.set(run.length, [index]);
  for (const all of starts.values()) all.reverse();
  return (length, from) => {
    const left = starts.get(length) ?? [];
    while ((left.at(-1) ?? from) < from) left.pop();
    return left.at(-1);
  };
}
