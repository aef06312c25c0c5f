// Signature help for the layer or call that is being typed: converts the signature of the core to LSP.
import type { SignatureHelp, SignatureHelpParams } from 'vscode-languageserver';
import { signatureAt } from '../../../../src-shared/kyn/hover/signature';
import { signatureFor } from '../adapt/texts';
import { lspFeature } from '../protocol/feature';

/** `textDocument/signatureHelp`. */
export const signatureHelp = lspFeature<SignatureHelpParams, SignatureHelp | null>({
  method: 'textDocument/signatureHelp',
  capabilities: { signatureHelpProvider: { triggerCharacters: ['(', ',', ' '], retriggerCharacters: ['=', ')'] } },
  fallback: null,
  adapt: signatureFor,
  answer: ({ workspace }, { textDocument: { uri }, position }) => {
    const spec = workspace.spec(uri);
    const { tree, options } = spec?.analysis ?? {};
    const found = spec && tree && signatureAt(tree, spec.doc.offsetAt(position), options);
    if (!found) return null;
    const parameters = found.parameters.map(({ label, doc }) => ({ label, documentation: markdown(doc) }));
    return {
      signatures: [{ label: found.label, documentation: markdown(found.doc), parameters }],
      activeSignature: 0,
      // An index after the last parameter means that none is active.
      activeParameter: found.active ?? parameters.length,
    };
  },
});

const markdown = (value: string) => ({ kind: 'markdown' as const, value });
