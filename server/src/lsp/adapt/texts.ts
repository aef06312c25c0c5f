// Texts of this server are Markdown; a client that does not render it gets plain text.
import type { CompletionItem, Hover, MarkupContent, SignatureHelp } from 'vscode-languageserver';
import { plainMarkdown } from '../../../../src-shared/text/plainMarkdown';
import { CompletionItemKind } from '../base/languageServer';
import type { Capabilities } from '../protocol/clientCapabilities';

type Text = string | MarkupContent | undefined;

const plain = (text: Text): Text =>
  typeof text === 'object' && text.kind === 'markdown' ? { kind: 'plaintext', value: plainMarkdown(text.value) } : text;

/** A hover in a format that the client renders. */
export const hoverFor = (hover: Hover | null, { markdown }: Capabilities): Hover | null =>
  !hover || markdown.hover ? hover : { ...hover, contents: plain(hover.contents as MarkupContent) as MarkupContent };

/** Signature help in a format that the client renders. */
export function signatureFor(help: SignatureHelp | null, { markdown }: Capabilities): SignatureHelp | null {
  if (!help || markdown.signature) return help;
  const withPlain = <T extends { documentation?: string | MarkupContent }>(part: T): T => ({
    ...part,
    ...(part.documentation !== undefined && { documentation: plain(part.documentation) }),
  });
  const signatures = help.signatures.map(s => ({
    ...withPlain(s),
    ...(s.parameters && { parameters: s.parameters.map(withPlain) }),
  }));
  return { ...help, signatures };
}

/** A completion with what the client knows. */
export function completionFor(item: CompletionItem, client: Capabilities): CompletionItem {
  const { kind, documentation, commitCharacters, preselect, ...always } = item;
  return {
    ...always,
    ...(kind !== undefined && { kind: client.completionKinds.has(kind) ? kind : CompletionItemKind.Text }),
    ...(documentation && { documentation: client.markdown.completion ? documentation : plain(documentation) }),
    ...(commitCharacters && client.commitCharacters && { commitCharacters }),
    ...(preselect && client.preselect && { preselect }),
  } as CompletionItem;
}
