// Hover on a fingerprint: its short form, the position of its commit relative to HEAD, whether the dataset changed.

import type { Hover, HoverParams } from 'vscode-languageserver';
import { fileFormatOf } from '../../../../src-shared/artifacts/detect';
import { evalForm, isEvalConfig } from '../../../../src-shared/artifacts/evalConfig';
import { datasetStateText } from '../../../../src-shared/repro/data/datasetState';
import type { CommitPlace } from '../../../../src-shared/repro/git/commitDistance';
import { failureText } from '../../../../src-shared/repro/git/gitFailure';
import { fingerprintShort, isTrue } from '../../../../src-shared/repro/hash/compareFingerprints';
import { type JsonMember, type JsonNode, member, members, stringMember } from '../../../../src-shared/text/jsonText';
import { codeSpan } from '../../../../src-shared/text/markdown';
import { counted } from '../../../../src-shared/text/numberText';
import { span, touches } from '../../../../src-shared/text/span';
import { toRange } from '../base/convert';
import { withinLimit } from '../base/withinLimit';
import type { FeatureContext } from '../protocol/featureContext';

/** Git usually answers within milliseconds. If it does not, the hover states that instead of waiting. */
const GIT_LIMIT_MS = 1500;

interface Found {
  readonly member: JsonMember;
  readonly root: JsonNode;
  readonly path: string | undefined;
  /** The workspace folder in which git may be asked. */
  readonly folder: string | undefined;
  readonly range: Hover['range'];
}

type Place = Pick<HoverParams, 'textDocument' | 'position'>;

/** Appends the fingerprint under the cursor to a hover. Git is asked first, so that both parts are computed from the same state. */
export async function appendFingerprintHover(
  context: FeatureContext,
  place: Place,
  fieldHover: () => Hover | null,
): Promise<Hover | null> {
  const before = fingerprintAt(context, place);
  const sha = before && stringMember(before.member.value, 'git_sha');
  if (before?.folder !== undefined && sha !== undefined)
    await withinLimit(context.commits.refresh(before.folder, sha), GIT_LIMIT_MS);
  const found = before && fingerprintAt(context, place);
  const hover = fieldHover();
  if (!found) return hover;
  const text = hover && typeof hover.contents === 'object' && 'value' in hover.contents ? hover.contents.value : '';
  const value = [...(text ? [text, '---'] : []), ...paragraphs(context, found)].join('\n\n');
  const range = hover?.range ?? found.range;
  return { contents: { kind: 'markdown', value }, ...(range && { range }) };
}

function fingerprintAt({ workspace }: FeatureContext, { textDocument: { uri }, position }: Place): Found | undefined {
  const found = workspace.artifact(uri);
  const root = found?.artifact.root;
  const fingerprint = members(root).get('fingerprint');
  if (!found || !root || fingerprint?.value.kind !== 'object' || !found.artifact.claims.fingerprint) return undefined;
  const whole = span(fingerprint.keySpan.start, fingerprint.value.span.end);
  const { doc, path } = found.open;
  if (!touches(whole, doc.offsetAt(position))) return undefined;
  const folder = path === undefined || !workspace.trusted ? undefined : workspace.folderOf(path);
  return { member: fingerprint, root, path, folder, range: toRange(doc, fingerprint.keySpan) };
}

function paragraphs(context: FeatureContext, { member: { value }, root, path, folder }: Found): string[] {
  const { workspace } = context;
  const dirty = isTrue(member(value, 'git_dirty'))
    ? ' The work tree had uncommitted changes (`*`), so the commit does not identify the code that ran.'
    : '';
  const dataset =
    path === undefined ? undefined : datasetStateText(workspace.host, { root, path, folders: workspace.folders });
  return [
    `Fingerprint ${codeSpan(fingerprintShort(value))}`,
    commitText(context, value, folder) + dirty,
    ...(dataset === undefined ? [] : [dataset]),
    ...configText(root),
    ...(fileFormatOf(path ?? '').head === undefined ? [] : ['Only the first line of this file is read.']),
  ];
}

// Which form the configuration of a report has; its finding lists the keys that are not hashed.
function configText(root: JsonNode): string[] {
  const config = member(root, 'config');
  if (!isEvalConfig(config)) return [];
  const form = evalForm(config);
  return form === 'scorer'
    ? ['`config` has the newer form: `config_hash` covers `scorer` and `extra_config`.']
    : ['`config` has the documented form: `config_hash` covers `score_fn`, but not `extra_config`.'];
}

function commitText({ commits, workspace }: FeatureContext, fingerprint: JsonNode, folder: string | undefined): string {
  const sha = stringMember(fingerprint, 'git_sha');
  if (sha === undefined || sha === 'unknown') return 'The commit was not recorded.';
  if (!/^[0-9a-f]{7,64}$/.test(sha)) return 'The recorded commit is not a valid commit id.';
  if (folder === undefined)
    return workspace.trusted
      ? `Commit \`${sha}\` was not checked: this file is outside of the workspace folders.`
      : `Commit \`${sha}\` was not checked: git is used only in a trusted workspace.`;
  return placeText(sha, commits.place(folder, sha));
}

function placeText(sha: string, place: CommitPlace | undefined): string {
  switch (place?.state) {
    case undefined:
      return `It is not known whether commit \`${sha}\` exists: git has not answered yet.`;
    case 'unknown':
      return `It is not known whether commit \`${sha}\` exists, because ${failureText(place.failure)}.`;
    case 'missing':
      return `Commit \`${sha}\` does not exist in this repository, or its digits match several commits.`;
    case 'aside':
      return `Commit \`${sha}\` exists, but is not an ancestor of HEAD: it is on another branch, or ahead.`;
    case 'here':
      return place.behind === 0
        ? `Commit \`${sha}\` is HEAD.`
        : `Commit \`${sha}\` exists, ${counted(place.behind, 'commit')} behind HEAD.`;
  }
}
