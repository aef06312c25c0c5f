// Hover: on the first line of a spec its hash and what that covers; in an artifact what the field under the cursor means.
import type { Hover, HoverParams } from 'vscode-languageserver';
import { fieldAt } from '../../../../src-shared/artifacts/fieldAt';
import { tierOf } from '../../../../src-shared/kyn/determinism';
import type { SpecState } from '../../../../src-shared/protocol/requests';
import { shortHash } from '../../../../src-shared/repro/configHash';
import { firstLine } from '../../../../src-shared/repro/findings';
import { touches } from '../../../../src-shared/text/span';
import type { Context } from '../context';
import { toRange } from '../convert';
import { lspFeature } from '../feature';
import { originOf, originText, specsByHash } from '../origin';
import { stateOf } from '../state';

/** `textDocument/hover`. */
export const hover = lspFeature<HoverParams, Hover | null>({
  method: 'textDocument/hover',
  capabilities: { hoverProvider: true },
  fallback: null,
  answer: (context, { textDocument: { uri }, position }) =>
    specHover(context, uri, position) ?? artifactHover(context, uri, position),
});

function specHover({ workspace }: Context, uri: string, position: HoverParams['position']): Hover | null {
  const spec = workspace.spec(uri);
  const state = spec && position.line === 0 ? stateOf(workspace, uri) : null;
  if (!spec || !state) return null;
  return markdown(hashText(state) + tierText(tierOf(spec.analysis)), toRange(spec.doc, firstLine(spec.doc.getText())));
}

function tierText(tier: ReturnType<typeof tierOf>): string {
  if (!tier) return '';
  const why = tier.reasons.length > 0 ? `: ${tier.reasons.join('; ')}` : ': seed, deterministic algorithms and CUDA';
  return `\n\nRepeatability: **${tier.tier}**${why}.`;
}

function hashText(state: SpecState): string {
  const { configHash, closureHash, unsaved, lock, message } = state;
  if (configHash === null) return `**No CONFIG_HASH.** ${message}`;
  const locked = lock.lockedHash && lock.state === 'drifted' ? `\n\nLocked: \`${lock.lockedHash}\`` : '';
  const closure = closureHash
    ? `\n\nClosure hash \`${shortHash(closureHash)}\`: this spec and what it imports (ours, not part of KynML).`
    : '';
  return [
    `**CONFIG_HASH**${unsaved ? ' (of the unsaved text)' : ''}`,
    `\`\`\`text\n${configHash}\n\`\`\``,
    'SHA-256 of the text of this file, comments and blanks included; line ends do not matter. `--param` overrides and imported files are not part of it.',
    `${message}${locked}${closure}`,
  ].join('\n\n');
}

function artifactHover(context: Context, uri: string, position: HoverParams['position']): Hover | null {
  const found = context.workspace.artifact(uri);
  if (!found?.artifact.root) return null;
  const { artifact, open } = found;
  const at = open.doc.offsetAt(position);
  const field = fieldAt(artifact.kind, found.artifact.root, at);
  if (!field || !touches(field.span, at)) return null;
  const isHash = field.path === 'config_hash' && artifact.kind.isRun;
  const origin = isHash
    ? `\n\nThis run was made from ${originText(originOf(artifact.claims.configHash, specsByHash(context), context), p => context.workspace.label(p))}.`
    : '';
  // Where the editor shows the schema that is contributed for the file's name, it has said already what the field means.
  const said = context.workspace.client.jsonSchemas === true && artifact.byName;
  const text = said ? origin.trim() : `**${field.path}**: ${field.doc}${origin}`;
  return text === '' ? null : markdown(text, toRange(open.doc, field.span));
}

const markdown = (value: string, range: Hover['range']): Hover => ({
  contents: { kind: 'markdown', value },
  ...(range && { range }),
});
