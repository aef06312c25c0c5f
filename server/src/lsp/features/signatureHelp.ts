// Signature help: the form of the layer, or the call, that is being written.
import type { SignatureHelp, SignatureHelpParams } from 'vscode-languageserver';
import { layerSpecs } from '../../../../src-shared/kyn/layers';
import { lspFeature } from '../feature';

interface Signature {
  readonly label: string;
  readonly parameters: readonly string[];
  readonly active: number;
}

const CALLS: Readonly<Record<string, readonly string[]>> = {
  csv: ['"path"'],
  adam: ['lr=0.001'],
  adamw: ['lr=0.001'],
  sgd: ['lr=0.01'],
  rmsprop: ['lr=0.01'],
  onecycle: ['max_lr=0.01'],
};

/** `textDocument/signatureHelp`. */
export const signatureHelp = lspFeature<SignatureHelpParams, SignatureHelp | null>({
  method: 'textDocument/signatureHelp',
  capabilities: { signatureHelpProvider: { triggerCharacters: ['(', ',', ' '] } },
  fallback: null,
  answer: ({ workspace }, { textDocument: { uri }, position }) => {
    const spec = workspace.spec(uri);
    if (!spec) return null;
    const before = spec.doc.getText({ start: { line: position.line, character: 0 }, end: position });
    const block = spec.analysis.tree.items.findLast(p => p.at <= spec.doc.offsetAt(position))?.item;
    const found =
      (block?.kind === 'block' && block.keyword === 'model' && layerSignature(before)) || callSignature(before);
    if (!found) return null;
    const parameters = found.parameters.map(label => ({ label }));
    return {
      signatures: [{ label: found.label, parameters }],
      activeSignature: 0,
      activeParameter: Math.min(found.active, Math.max(0, parameters.length - 1)),
    };
  },
});

function layerSignature(before: string): Signature | undefined {
  const [, name, rest = ''] = /^\s+(\w+)\s(.*)$/.exec(before) ?? [];
  const spec = layerSpecs.find(s => s.name === name);
  if (!spec || spec.args.length === 0 || rest.includes('#')) return undefined;
  return { label: spec.form, parameters: spec.form.split(' ').slice(1), active: rest.split(/\s+/).length - 1 };
}

function callSignature(before: string): Signature | undefined {
  const [, name = '', inside = ''] = /(\w+)\(([^()]*)$/.exec(before) ?? [];
  const parameters = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  return parameters && { label: `${name}(${parameters.join(', ')})`, parameters, active: inside.split(',').length - 1 };
}
