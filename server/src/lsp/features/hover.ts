// Hover: in a spec the element under the cursor, and on the first line its hash; in an artifact the meaning of the field; in a text for people a CONFIG_HASH.
import type { Hover, HoverParams } from 'vscode-languageserver';
import { fieldAt } from '../../../../src-shared/artifacts/fieldAt';
import type { Artifact } from '../../../../src-shared/artifacts/read';
import { hoverAt } from '../../../../src-shared/kyn/hover';
import { ARTIFACT_LANGUAGE } from '../../../../src-shared/protocol/languages';
import { firstLine } from '../../../../src-shared/repro/diagnostics/findings';
import { isHash } from '../../../../src-shared/text/hashForm';
import { inlineText, messageText } from '../../../../src-shared/text/markdown';
import { touches } from '../../../../src-shared/text/span';
import { hoverFor } from '../adapt/texts';
import { appendFingerprintHover } from '../artifact/fingerprintHover';
import { originLookup } from '../artifact/originLookup';
import { toRange } from '../base/convert';
import { isProse } from '../base/isProse';
import { lspFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { referenceAt } from '../references/references';
import { referenceMarkdown } from '../references/referenceTexts';
import { dataHover } from '../spec/dataHover';
import { hashHover } from '../spec/hashHover';
import { specStateOf } from '../spec/specState';
import type { DocumentView, OpenArtifact } from '../workspace/workspaceView';

/** `textDocument/hover`. */
export const hover = lspFeature<HoverParams, Hover | null>({
  method: 'textDocument/hover',
  capabilities: { hoverProvider: true },
  fallback: null,
  adapt: hoverFor,
  answer: (context, place) => {
    const { uri } = place.textDocument;
    const fieldHover = (): Hover | null => artifactHover(context, uri, place.position);
    const open = context.workspace.document(uri);
    if (open && isProse(open.doc)) return proseHover(context, open, place.position);
    return specHover(context, uri, place.position) ?? appendFingerprintHover(context, place, fieldHover);
  },
});

function proseHover(context: FeatureContext, { doc }: DocumentView, position: HoverParams['position']): Hover | null {
  const found = referenceAt(context, doc.getText(), doc.offsetAt(position));
  return found ? markdown(referenceMarkdown(context, found), toRange(doc, found.span)) : null;
}

// On the first line, the hash of the spec comes first.
function specHover(context: FeatureContext, uri: string, position: HoverParams['position']): Hover | null {
  const { workspace } = context;
  const spec = workspace.spec(uri);
  if (!spec) return null;
  const offset = spec.doc.offsetAt(position);
  const found = hoverAt(spec.analysis, offset);
  const state = position.line === 0 ? specStateOf(workspace, uri) : null;
  const hash = state ? hashHover(context, spec, state) : { before: '', after: '' };
  const parts = [hash.before, found?.markdown ?? '', dataHover(workspace, spec, offset), hash.after];
  const text = parts.filter(Boolean).join('\n\n---\n\n');
  return text === '' ? null : markdown(text, toRange(spec.doc, found?.span ?? firstLine(spec.doc.getText())));
}

function artifactHover(context: FeatureContext, uri: string, position: HoverParams['position']): Hover | null {
  const found = context.workspace.artifact(uri);
  if (!found?.artifact.root) return null;
  const { artifact, open } = found;
  const at = open.doc.offsetAt(position);
  const field = fieldAt(artifact.kind, found.artifact.root, at);
  if (!field || !touches(field.span, at)) return null;
  const verified = verifiedHover(context, found, field.path);
  const origin = (field.path === artifact.kind.hashField ? originHover(context, artifact) : '') + verified;
  // An editor with the contributed JSON schema already shows the meaning of the field, except in our language.
  const hasSchema = context.workspace.client.jsonSchemas === true && open.doc.languageId !== ARTIFACT_LANGUAGE;
  const isShownBySchema = hasSchema && artifact.hasEditorSchema;
  const text = isShownBySchema ? origin.trim() : `**${inlineText(field.path)}**: ${field.doc}${origin}`;
  return text === '' ? null : markdown(text, toRange(open.doc, field.span));
}

// A step of a verification has the name of the field that it is about.
function verifiedHover({ results }: FeatureContext, { open }: OpenArtifact, field: string): string {
  const found = open.path === undefined ? undefined : results.verifiedRuns.find(open.path, open.text);
  const step = found?.runs.length === 1 ? found.runs[0]?.steps.find(s => s.name === field) : undefined;
  return step ? `\n\nVerified: **${step.state}**. ${messageText(step.detail)}` : '';
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
