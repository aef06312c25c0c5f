// Codicons. They are decorative: a text next to them has the same meaning.
import type { VNode } from 'preact';

/** A codicon, hidden from screen readers. */
export function Icon({ name, tone = '' }: { readonly name: string; readonly tone?: string }): VNode {
  return <span class={`codicon codicon-${name} ${tone}`.trim()} aria-hidden="true" />;
}
