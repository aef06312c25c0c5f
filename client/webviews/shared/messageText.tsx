// Messages of the core, in which code words are in backticks.
import type { VNode } from 'preact';

/** The message with its code words as `<code>`, isolated from the direction of the surrounding text. */
export function MessageText({ text }: { readonly text: string }): VNode {
  const parts = text.split(/`([^`]+)`/);
  return <bdi>{parts.map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))}</bdi>;
}
