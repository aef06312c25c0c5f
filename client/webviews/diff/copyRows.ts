// Copies a selection that includes rows which are not in the document. The browser would leave them out without a notice.
import type { RowRange } from '../shared/rowRanges';
import type { ShownSection } from './sectionContent';

/** The text of such a selection, one line for each row with tabs between its cells; undefined when the browser can copy all of it. */
export function copiedText(range: Range, root: HTMLElement, sections: readonly ShownSection[]): string | undefined {
  const gaps = Array.from(root.querySelectorAll('.gap'));
  if (!gaps.some(gap => range.intersectsNode(gap))) return undefined;
  return Array.from(root.children)
    .filter(child => range.intersectsNode(child))
    .flatMap(child => {
      const shown = sections.find(({ window }) => window.body.current && child.contains(window.body.current));
      if (shown) return sectionLines(range, child, shown);
      return hasSelectedText(range, child) ? [(child as HTMLElement).innerText] : [];
    })
    .join('\n');
}

function sectionLines(range: Range, section: Element, shown: ShownSection): string[] {
  const heading = section.querySelector('h2');
  const title = heading && hasSelectedText(range, heading) ? [heading.textContent] : [];
  const { start, end } = selectedRows(range, shown);
  return [...title, ...shown.rows.slice(start, end).map(row => row.texts().join('\t'))];
}

/** The rows between both ends of the selection. A selected gap has the rows between its neighbours. */
function selectedRows(range: Range, { rows, window }: ShownSection): RowRange {
  const children = Array.from(window.body.current?.children ?? []) as HTMLElement[];
  const isSelected = (child: HTMLElement) => range.intersectsNode(child);
  const first = children.findIndex(isSelected);
  if (first < 0) return { start: 0, end: 0 };
  const last = children.findLastIndex(isSelected);
  const indexAt = (at: number) => window.indexOf(children[at]?.dataset.key);
  const start = indexAt(first) ?? (indexAt(first - 1) ?? -1) + 1;
  const end = indexAt(last) ?? (indexAt(last + 1) ?? rows.length) - 1;
  return { start, end: end + 1 };
}

/** A range also intersects a node that contains only one of its ends, before or after all text. */
function hasSelectedText(range: Range, node: Element): boolean {
  if (!range.intersectsNode(node)) return false;
  const selected = document.createRange();
  selected.selectNodeContents(node);
  if (node.contains(range.startContainer)) selected.setStart(range.startContainer, range.startOffset);
  if (node.contains(range.endContainer)) selected.setEnd(range.endContainer, range.endOffset);
  return selected.toString() !== '';
}
