// Hover: in a spec the element under the cursor, and on the first line its hash; in an artifact the meaning of the field.
import type { Hover, HoverParams } from 'vscode-languageserver';
import { fieldAt } from '../../../../src-shared/artifacts/fieldAt';
import type { Artifact } from '../../../../src-shared/artifacts/read';
import { hoverAt } from '../../../../src-shared/kyn/hover';
import { tierOf } from '../../../../src-shared/kyn/training/determinism';
import type { SpecState } from '../../../../src-shared/protocol/requests';
import { firstLine } from '../../../../src-shared/repro/diagnostics/findings';
import { isHash, shortHash } from '../../../../src-shared/repro/hash/configHash';
import { codeSpan, inlineText, messageText } from '../../../../src-shared/text/markdown';
import { touches } from '../../../../src-shared/text/span';
import { appendFingerprintHover } from '../artifact/fingerprintHover';
import { originLookup } from '../artifact/originLookup';
import { toRange } from '../base/convert';
import { lspFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { dataHover } from '../spec/dataHover';
import { specStateOf } from '../spec/specState';

/** `textDocument/hover`. */
export const hover = lspFeature<HoverParams, Hover | null>({
  method: 'textDocument/hover',
  capabilities: { hoverProvider: true },
  fallback: null,
  answer: (context, place) => {
    const { uri } = place.textDocument;
    const fieldHover = (): Hover | null => artifactHover(context, uri, place.position);
    return specHover(context, uri, place.position) ?? appendFingerprintHover(context, place, fieldHover);
  },
});

// The element under the cursor comes first; on the first line, the hash of the spec follows.
function specHover({ workspace }: FeatureContext, uri: string, position: HoverParams['position']): Hover | null {
  const spec = workspace.spec(uri);
  if (!spec) return null;
  const found = hoverAt(spec.analysis, spec.doc.offsetAt(position));
  const state = position.line === 0 ? specStateOf(workspace, uri) : null;
  const hash = state ? hashText(state) + tierText(tierOf(spec.analysis)) : '';
  const data = dataHover(workspace, spec, spec.doc.offsetAt(position));
  const text = [found?.markdown ?? '', data, hash].filter(Boolean).join('\n\n---\n\n');
  return text === '' ? null : markdown(text, toRange(spec.doc, found?.span ?? firstLine(spec.doc.getText())));
}

function tierText(tier: ReturnType<typeof tierOf>): string {
  if (!tier) return '';
  const why =
    tier.reasons.length > 0 ? `: ${messageText(tier.reasons.join('; '))}` : ': seed, deterministic algorithms and CUDA';
  return `\n\nRepeatability: **${tier.tier}**${why}.`;
}

function hashText(state: SpecState): string {
  const { configHash, closureHash, unsaved, lock, message } = state;
  if (configHash === null) return `**No CONFIG_HASH.** ${messageText(message)}`;
  const locked = lock.lockedHash && lock.state === 'drifted' ? `\n\nLocked: ${codeSpan(lock.lockedHash)}` : '';
  const closure = closureHash
    ? `\n\nClosure hash \`${shortHash(closureHash)}\`: this spec and its imports (computed by this extension, not by KynML).`
    : '';
  return [
    `**CONFIG_HASH**${unsaved ? ' (of the unsaved text)' : ''}`,
    `\`\`\`text\n${configHash}\n\`\`\``,
    'SHA-256 of the text of this file, including comments and blanks; line ends are normalized. `--param` overrides and imported files are not included.',
    `${messageText(message)}${locked}${closure}`,
  ].join('\n\n');
}

function artifactHover(context: FeatureContext, uri: string, position: HoverParams['position']): Hover | null {
  const found = context.workspace.artifact(uri);
  if (!found?.artifact.root) return null;
  const { artifact, open } = found;
  const at = open.doc.offsetAt(position);
  const field = fieldAt(artifact.kind, found.artifact.root, at);
  if (!field || !touches(field.span, at)) return null;
  const origin = field.path === artifact.kind.hashField ? originHover(context, artifact) : '';
  // An editor with the contributed JSON schema already shows the meaning of the field.
  const isShownBySchema = context.workspace.client.jsonSchemas === true && artifact.hasEditorSchema;
  const text = isShownBySchema ? origin.trim() : `**${inlineText(field.path)}**: ${field.doc}${origin}`;
  return text === '' ? null : markdown(text, toRange(open.doc, field.span));
}

function originHover(context: FeatureContext, { kind, claims: { configHash } }: Artifact): string {
  const origins = originLookup(context);
  const origin = origins.find(configHash);
  const from = inlineText(origins.text(origin));
  const stale = kind.isCompiled && origin.state === 'stale' ? ' It is stale: compile it again.' : '';
  const whole =
    !kind.isRun && configHash !== undefined && isHash(configHash) ? `\n\n\`\`\`text\n${configHash}\n\`\`\`` : '';
  return `${whole}\n\nThis ${kind.isRun ? 'run' : kind.title} was made from ${from}.${stale}`;
}

const markdown = (value: string, range: Hover['range']): Hover => ({
  contents: { kind: 'markdown', value },
  ...(range && { range }),
});
