// The part of a hover about the spec as a whole: its hash with a link that copies it, its commit, its lock, its tier, and what the hash covers.
import { isInside } from '../../../../src-shared/host/paths';
import { type Repeatability, tierOf } from '../../../../src-shared/kyn/training/determinism';
import { commands } from '../../../../src-shared/protocol/commands';
import type { SpecState } from '../../../../src-shared/protocol/requests';
import { shortHash } from '../../../../src-shared/text/hashForm';
import { codeSpan, inlineText, messageText } from '../../../../src-shared/text/markdown';
import { pathOf } from '../base/convert';
import { systemClock } from '../base/systemClock';
import type { FeatureContext } from '../protocol/featureContext';
import type { FolderVersion, Spec } from '../workspace/workspaceView';

/** Markdown before and after the text about the element under the cursor. */
export interface HashHover {
  readonly before: string;
  readonly after: string;
}

/** The hover of a spec's hash. */
export function hashHover(context: FeatureContext, { analysis }: Spec, state: SpecState): HashHover {
  const { configHash, message } = state;
  if (configHash === null) return { before: `**No CONFIG_HASH.** ${messageText(message)}`, after: '' };
  const lines = [commitLine(context, state, configHash), lockLine(context, state), tierLine(tierOf(analysis))].filter(
    Boolean,
  );
  const title = [`**CONFIG_HASH**${state.unsaved ? ' of the unsaved text' : ''}`, copyLink(context, state)];
  return {
    before: `${title.filter(Boolean).join(' · ')}\n\n\`\`\`text\n${configHash}\n\`\`\`\n\n${lines.join('  \n')}`,
    after: coverage(state),
  };
}

// Only KynML's own client runs the command.
const copyLink = ({ workspace: { client } }: FeatureContext, { uri }: SpecState): string =>
  client.commands === true
    ? `[Copy](command:${commands.copyHash}?${encodeURIComponent(JSON.stringify([uri]))} "Copy the full hash")`
    : '';

// Before git was read it is not known whether the text was committed, so nothing is shown.
function commitLine({ history }: FeatureContext, { uri }: SpecState, hash: string): string {
  const path = pathOf(uri);
  const all = history.allVersions(hash);
  const own = all.find(found => path === undefined || isOf(path, found));
  const version = (own ?? all[0])?.version;
  if (!version) return path !== undefined && history.isRead(path) ? 'Commit: not found in git' : '';
  const place = own ? '' : `, as ${inlineText(version.path)}`;
  const day = version.date === undefined ? '' : `, ${systemClock.day(Date.parse(version.date))}`;
  return `Commit: ${codeSpan(shortHash(version.commit))}${day}${place}`;
}

// The path of a version starts at the top of the repository, which contains the folder that was read.
const isOf = (path: string, { folder, version }: FolderVersion): boolean =>
  path.endsWith(`/${version.path}`) && isInside(path.slice(0, -version.path.length - 1), folder);

function lockLine({ workspace }: FeatureContext, { uri, lock, message }: SpecState): string {
  const path = lock.uri === null ? undefined : pathOf(lock.uri);
  const link = path === undefined ? 'the lock' : `[${inlineText(workspace.label(path))}](<${lock.uri}>)`;
  if (lock.state === 'locked') return `Lock: ${link}, matches`;
  if (lock.state === 'drifted' && lock.lockedHash !== null)
    return [`Lock: ${link}, **drifted**; it contains ${codeSpan(lock.lockedHash)}`, explainLink(workspace, uri)]
      .filter(Boolean)
      .join(' · ');
  return `Lock: ${messageText(message)}`;
}

const explainLink = ({ client }: FeatureContext['workspace'], uri: string): string =>
  client.commands === true
    ? `[Explain](command:${commands.explainHash}?${encodeURIComponent(JSON.stringify([uri, 'lock']))} "Show the settings that changed")`
    : '';

function tierLine(tier: Repeatability | undefined): string {
  if (!tier) return '';
  const reasons =
    tier.reasons.length > 0 ? messageText(tier.reasons.join('; ')) : 'seed, deterministic algorithms and CUDA';
  return `Repeatability: **${tier.tier}**: ${reasons}`;
}

function coverage({ closureHash }: SpecState): string {
  const covered =
    'CONFIG_HASH is the SHA-256 of the text of this file, including comments and blanks; line ends are normalized. `--param` overrides and imported files are not included.';
  return closureHash
    ? `${covered}\n\nClosure hash \`${shortHash(closureHash)}\`: this spec and its imports (computed by this extension, not by KynML).`
    : covered;
}
