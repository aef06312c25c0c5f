// Marks text without changing the elements that contain it, with the CSS Custom Highlight API.

/** Adds all occurrences of a text in any letter case to what `::highlight(name)` styles. Returns how to remove them. Older browsers mark nothing. */
export function highlightText(name: string, elements: readonly HTMLElement[], text: string): () => void {
  if (text === '' || typeof CSS === 'undefined' || !('highlights' in CSS)) return () => {};
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  CSS.highlights.set(name, highlight);
  const ranges = elements.flatMap(element => occurrences(element, text));
  for (const range of ranges) highlight.add(range);
  return () => {
    for (const range of ranges) highlight.delete(range);
  };
}

/** The occurrences in the text of one element, which may be split into several nodes. Text that is hidden from screen readers is left out. */
export function occurrences(element: HTMLElement, text: string): Range[] {
  const nodes = textNodes(element);
  const whole = nodes.map(node => node.data).join('');
  const [lower, needle] = [whole.toLowerCase(), text.toLowerCase()];
  // Few characters change their length in lower case; then the positions would be wrong.
  if (needle === '' || lower.length !== whole.length) return [];
  const ranges: Range[] = [];
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + needle.length)) {
    const range = document.createRange();
    range.setStart(...place(nodes, at));
    range.setEnd(...place(nodes, at + needle.length));
    ranges.push(range);
  }
  return ranges;
}

function textNodes(element: HTMLElement): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (!node.parentElement?.closest('[aria-hidden=true]')) nodes.push(node);
  }
  return nodes;
}

function place(nodes: readonly Text[], offset: number): [Text, number] {
  let rest = offset;
  for (const node of nodes) {
    if (rest <= node.data.length) return [node, rest];
    rest -= node.data.length;
  }
  const last = nodes.at(-1)!;
  return [last, last.data.length];
}
