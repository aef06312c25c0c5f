// The outline of a .dlm document: the keys of its front matter and the headings of its body, which is Markdown. Values are left out, because they may
// be secret.
import { oneLine } from '../../text/oneLine';
import { withoutSecretForms } from '../../text/secretText';
import { type Span, span } from '../../text/span';
import { frontMatterOf } from './frontMatter';

/** An item of the outline. `whole` includes everything below it, `name` is where it is named. */
export interface OutlineItem {
  readonly title: string;
  readonly kind: 'front-matter' | 'key' | 'heading';
  readonly whole: Span;
  readonly name: Span;
  readonly children: readonly OutlineItem[];
}

/** Items of a document; more are left out, because an editor becomes slow. */
const MAX_ITEMS = 5000;

/** The outline, in the order of the text. */
export function dlmOutline(text: string): OutlineItem[] {
  const front = frontMatterOf(text);
  const body = front ? (front.body ?? text.length) : 0;
  const items = front ? [frontItem(text, front)] : [];
  return [...items, ...nested(headingsOf(text, body), text.length)];
}

function frontItem(
  text: string,
  { start, end, body = end }: { start: number; end: number; body?: number | undefined },
) {
  const keys = linesOf(text, start, end).flatMap(({ at, line }): OutlineItem[] => {
    const key = /^(?:[A-Za-z_][\w.-]*|"[^"]+"|'[^']+')(?=[ \t]*:(?:[ \t]|$))/.exec(line)?.[0];
    if (key === undefined) return [];
    return [
      {
        title: titleOf(key),
        kind: 'key',
        whole: span(at, at + line.length),
        name: span(at, at + key.length),
        children: [],
      },
    ];
  });
  const whole = span(0, body);
  return { title: 'front matter', kind: 'front-matter', whole, name: span(0, start), children: keys } as const;
}

interface Heading {
  readonly level: number;
  readonly title: string;
  readonly at: number;
  readonly end: number;
}

// A `#` line in a fenced code block is not a heading.
function headingsOf(text: string, from: number): Heading[] {
  const headings: Heading[] = [];
  let fence: string | undefined;
  for (const { at, line } of linesOf(text, from, text.length)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined && mark !== undefined) fence = mark;
    else if (fence !== undefined && mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
    if (fence !== undefined || mark !== undefined || headings.length >= MAX_ITEMS) continue;
    const [start = '', marks = ''] = /^ {0,3}(#{1,6})(?=[ \t])/.exec(line) ?? [];
    const title = start === '' ? '' : titleOf(withoutClosing(line.slice(start.length)));
    if (title !== '') headings.push({ level: marks.length, title, at, end: at + line.length });
  }
  return headings;
}

// `## Title ##` is the title `Title`, but the `#` of `C#` is part of it.
function withoutClosing(written: string): string {
  const title = written.trim();
  let end = title.length;
  while (title.charAt(end - 1) === '#') end--;
  return end === 0 || /[ \t]/.test(title.charAt(end - 1)) ? title.slice(0, end) : title;
}

// A heading contains the following ones of a lower level.
function nested(headings: readonly Heading[], end: number): OutlineItem[] {
  interface Open {
    readonly heading: Heading;
    readonly children: OutlineItem[];
  }
  const top: OutlineItem[] = [];
  const open: Open[] = [];
  const close = (level: number, at: number): void => {
    while ((open.at(-1)?.heading.level ?? 0) >= level) {
      const { heading, children } = open.pop() as Open;
      const item = {
        title: heading.title,
        kind: 'heading',
        whole: span(heading.at, at),
        name: span(heading.at, heading.end),
      } as const;
      (open.at(-1)?.children ?? top).push({ ...item, children });
    }
  };
  for (const heading of headings) {
    close(heading.level, heading.at);
    open.push({ heading, children: [] });
  }
  close(1, end);
  return top;
}

function linesOf(text: string, from: number, to: number): { readonly at: number; readonly line: string }[] {
  return [...text.slice(from, to).matchAll(/[^\r\n]+/g)].map(({ 0: line, index }) => ({ at: from + index, line }));
}

const titleOf = (text: string): string => oneLine(withoutSecretForms(text)).trim();
