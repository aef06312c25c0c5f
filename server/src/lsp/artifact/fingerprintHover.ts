// Hover on a fingerprint: its short form, where its commit stands, whether the dataset is still what it was.
import type { Hover, HoverParams } from 'vscode-languageserver';
import { fileFormatOf } from '../../../../src-shared/artifacts/detect';
import { datasetText } from '../../../../src-shared/repro/data/datasetState';
import type { CommitPlace } from '../../../../src-shared/repro/git/commitDistance';
import { fingerprintShort, isTrue } from '../../../../src-shared/repro/hash/compareFingerprints';
import { type JsonMember, type JsonNode, member, members, stringMember } from '../../../../src-shared/text/jsonText';
import { codeSpan } from '../../../../src-shared/text/markdown';
import { span, touches } from '../../../../src-shared/text/span';
import { toRange } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';

/** Git mostly answers within milliseconds; where it does not, a hover says so instead of waiting. */
const PATIENCE_MS = 1500;

interface Found {
  readonly member: JsonMember;
  readonly root: JsonNode;
  readonly path: string | undefined;
  /** The workspace folder that git may be asked in. */
  readonly folder: string | undefined;
  readonly range: Hover['range'];
}

type Place = Pick<HoverParams, 'textDocument' | 'position'>;

/** What a hover says by itself, and below it what is known of the fingerprint under the cursor. Git is asked first, so the answer is of one moment. */
export async function withFingerprint(
  context: FeatureContext,
  place: Place,
  own: () => Hover | null,
): Promise<Hover | null> {
  const asked = fingerprintAt(context, place);
  const sha = asked && stringMember(asked.member.value, 'git_sha');
  if (asked?.folder !== undefined && sha !== undefined) await patiently(context.commits.refresh(asked.folder, sha));
  const found = asked && fingerprintAt(context, place);
  const hover = own();
  if (!found) return hover;
  const said = hover && typeof hover.contents === 'object' && 'value' in hover.contents ? hover.contents.value : '';
  const value = [...(said ? [said, '---'] : []), ...paragraphs(context, found)].join('\n\n');
  const range = hover?.range ?? found.range;
  return { contents: { kind: 'markdown', value }, ...(range && { range }) };
}

async function patiently(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>(resolve => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([work, enough]);
  clearTimeout(timer);
}

function fingerprintAt({ workspace }: FeatureContext, { textDocument: { uri }, position }: Place): Found | undefined {
  const found = workspace.artifact(uri);
  const root = found?.artifact.root;
  const own = members(root).get('fingerprint');
  if (!found || !root || own?.value.kind !== 'object' || !found.artifact.claims.fingerprint) return undefined;
  const whole = span(own.keySpan.start, own.value.span.end);
  const { doc, path } = found.open;
  if (!touches(whole, doc.offsetAt(position))) return undefined;
  const folder = path === undefined || !workspace.trusted ? undefined : workspace.folderOf(path);
  return { member: own, root, path, folder, range: toRange(doc, own.keySpan) };
}

function paragraphs(context: FeatureContext, { member: { value }, root, path, folder }: Found): string[] {
  const { workspace } = context;
  const dirty = isTrue(member(value, 'git_dirty'))
    ? ' Something was not committed when this was recorded (`*`), so the commit does not say what code ran.'
    : '';
  const dataset =
    path === undefined ? undefined : datasetText(workspace.host, { root, path, folders: workspace.folders });
  return [
    `Fingerprint ${codeSpan(fingerprintShort(value))}`,
    commitText(context, value, folder) + dirty,
    ...(dataset === undefined ? [] : [dataset]),
    ...(fileFormatOf(path ?? '').head === undefined ? [] : ['Only the first line of this file is read.']),
  ];
}

function commitText({ commits, workspace }: FeatureContext, fingerprint: JsonNode, folder: string | undefined): string {
  const sha = stringMember(fingerprint, 'git_sha');
  if (sha === undefined || sha === 'unknown') return 'The commit was not recorded.';
  if (!/^[0-9a-f]{7,64}$/.test(sha)) return 'What is recorded as the commit is none.';
  if (folder === undefined)
    return workspace.trusted
      ? `Commit \`${sha}\` was not looked for: this file lies in no workspace folder.`
      : `Commit \`${sha}\` was not looked for: git is asked only in a trusted workspace.`;
  return placeText(sha, commits.place(folder, sha));
}

function placeText(sha: string, place: CommitPlace | undefined): string {
  switch (place?.state) {
    case undefined:
      return `Whether commit \`${sha}\` exists here is not known yet: git has not answered.`;
    case 'no-git':
      return `Whether commit \`${sha}\` exists is not known: this folder has no commits in git.`;
    case 'missing':
      return `Commit \`${sha}\` does not exist in this repository, or its digits stand for several.`;
    case 'aside':
      return `Commit \`${sha}\` exists here, but HEAD does not come after it: it is on another branch, or ahead.`;
    case 'here':
      return place.behind === 0
        ? `Commit \`${sha}\` is HEAD.`
        : `Commit \`${sha}\` exists here, ${place.behind.toLocaleString('en-US')} ${place.behind === 1 ? 'commit' : 'commits'} behind HEAD.`;
  }
}
