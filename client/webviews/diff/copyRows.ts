// Copies a selection that includes rows which are not in the document. The browser would leave them out without a notice.
import type { SectionTable } from './section';

/** The text of such a selection, one line for each row with tabs between its cells; undefined when the browser can copy all of it. */
export function copiedText(range: Range, root: HTMLElement, tables: readonly SectionTable[]): string | undefined {
  const gaps = Array.from(root.querySelectorAll('.gap'));
  if (!gaps.some(gap => range.intersectsNode(gap))) return undefined;
  return Array.from(root.children)
    .filter(child => range.intersectsNode(child))
    .map(child => {
      const shown = tables.find(({ table }) => child.contains(table.body));
      return shown ? tableText(range, child, shown) : (child as HTMLElement).innerText;
    })
    .join('\n');
}

function tableText(range: Range, section: Element, { rows, table }: SectionTable): string {
  const heading = section.querySelector('h2');
  const title = heading && range.intersectsNode(heading) ? [heading.textContent] : [];
  const indexAt = (node: Node): number | undefined => {
    const row = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-row]');
    return table.indexOf(row?.dataset.key ?? '');
  };
  const start = indexAt(range.startContainer) ?? 0;
  const end = indexAt(range.endContainer) ?? rows.length - 1;
  return [...title, ...rows.slice(start, end + 1).map(row => row.texts().join('\t'))].join('\n');
}
