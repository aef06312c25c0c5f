// The element builder of the webviews. Data enters the page as text nodes and attribute values only, never as HTML.

/** A child of an element; empty values are omitted. */
export type Child = Node | string | undefined | null | false;

/** Attributes and listeners of an element. `key` identifies it across renderings, so that focus can be restored. */
export interface Props {
  readonly class?: string;
  readonly key?: string;
  readonly title?: string | undefined;
  readonly attrs?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly onClick?: (event: MouseEvent) => void;
}

/** Creates an element. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (props.class) element.className = props.class;
  if (props.key) element.dataset.key = props.key;
  if (props.title) element.title = props.title;
  for (const [name, value] of Object.entries(props.attrs ?? {})) setAttribute(element, name, value);
  if (props.onClick) element.addEventListener('click', props.onClick as EventListener);
  element.append(...children.filter(isContent));
  return element;
}

/** ARIA attributes need the values `true` and `false`; other boolean attributes are present or absent. */
function setAttribute(element: HTMLElement, name: string, value: string | number | boolean | undefined): void {
  if (value === undefined) return;
  if (name.startsWith('aria-')) element.setAttribute(name, String(value));
  else if (value === true) element.setAttribute(name, '');
  else if (value !== false) element.setAttribute(name, String(value));
}

function isContent(child: Child): child is Node | string {
  return child !== undefined && child !== null && child !== false && child !== '';
}
