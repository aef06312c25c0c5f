// The text of another version of a spec: the locked one, the last commit, the one that a run was made from, or the one with a CONFIG_HASH.

import { entryPath, readEntries } from '../../../../src-shared/artifacts/read';
import { dirname } from '../../../../src-shared/host/paths';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import type { OtherVersion } from '../../../../src-shared/protocol/explainRequests';
import { failureText } from '../../../../src-shared/repro/git/gitFailure';
import { headOf } from '../../../../src-shared/repro/git/head';
import { configHash } from '../../../../src-shared/repro/hash/configHash';
import { fileAt } from '../../../../src-shared/repro/reproduce/gitVersion';
import { isHash, shortHash } from '../../../../src-shared/text/hashForm';
import { specFault, specFaultText } from '../../../../src-shared/text/specFault';
import { textWithHash } from '../artifact/tracedSpec';
import { pathOf } from '../base/convert';
import { budgeted } from '../base/gitLimit';
import type { FeatureContext } from '../protocol/featureContext';
import { lockedSpec } from '../spec/lockedSpec';

/** A text with its hash. `name`: what it is, for people. */
export interface OtherText {
  readonly text: string;
  readonly hash: string;
  readonly name: string;
}

/** Why a text is not available, as sentences. */
export interface NoText {
  readonly message: string;
  readonly needsTrust?: true;
}

/** The text of another version of the spec at a path. */
export async function otherVersion(
  context: FeatureContext,
  path: string,
  other: OtherVersion,
): Promise<OtherText | NoText> {
  const found = await textOf(context, path, other);
  const fault = 'text' in found ? specFault(found.text) : undefined;
  return fault && 'name' in found
    ? { message: `The spec cannot be compared with ${found.name}, because that text ${specFaultText(fault)}.` }
    : found;
}

function textOf(context: FeatureContext, path: string, other: OtherVersion): Promise<OtherText | NoText> {
  switch (other.kind) {
    case 'lock':
      return lockedText(context, path);
    case 'head':
      return committedText(context, path);
    case 'run':
      return textOfRun(context, other.uri);
    case 'hash':
      return withHash(context, other.configHash, `the version ${shortHash(other.configHash)}`);
  }
}

// A lock may pin a text that was never committed, but that a run kept.
async function lockedText(context: FeatureContext, path: string): Promise<OtherText | NoText> {
  const { workspace } = context;
  const { lock, path: lockPath } = workspace.lock(path);
  const hash = lock?.configHash;
  const name = lockPath === undefined ? 'the locked version' : `the version locked in ${workspace.label(lockPath)}`;
  if (hash === undefined)
    return { message: `${workspace.label(path)} has no readable lock, so there is no locked version.` };
  const kept = await withHash(context, hash, name);
  if ('text' in kept) return kept;
  const version = await lockedSpec(workspace, path);
  if (version.found) return { text: version.text, hash, name };
  return { message: version.message, ...(version.needsTrust && { needsTrust: true }) };
}

async function withHash(context: FeatureContext, hash: string, name: string): Promise<OtherText | NoText> {
  const found = await textWithHash(context, hash);
  if ('text' in found) return { text: found.text, hash, name };
  return context.workspace.trusted ? found : { message: NEEDS_TRUST, needsTrust: true };
}

const NEEDS_TRUST = 'Earlier versions are read from git, which runs only in a trusted workspace.';

async function committedText({ workspace }: FeatureContext, path: string): Promise<OtherText | NoText> {
  const label = workspace.label(path);
  if (!workspace.trusted) return { message: NEEDS_TRUST, needsTrust: true };
  const top = repositoryOf(workspace.host, dirname(path));
  if (top === undefined) return { message: `${label} is not in a git repository, so it has no committed version.` };
  const host = budgeted(workspace.host);
  const head = await headOf(host, top);
  if (!head.ok) return { message: `The committed version of ${label} is unknown, because ${failureText(head)}.` };
  const bytes = await fileAt(host, { top, id: head.sha }, path);
  if (!bytes) return { message: `The last commit does not contain ${label}.` };
  const text = host.decodeUtf8(bytes);
  if (text === undefined) return { message: `${label} is not UTF-8 in the last commit.` };
  return { text, hash: configHash(text, host.sha256), name: `the last commit (${head.sha.slice(0, 8)})` };
}

async function textOfRun(context: FeatureContext, uri: string): Promise<OtherText | NoText> {
  const { workspace } = context;
  const entry = entryPath(uri);
  const path = pathOf(entry?.file ?? uri);
  const whole = path === undefined ? undefined : workspace.artifactAt(path);
  if (path === undefined || !whole) return { message: 'This file is not a run.' };
  const label = workspace.label(path) + (entry ? `#${entry.index}` : '');
  const hash = (entry ? readEntries(whole)[entry.index]?.artifact : whole)?.claims.configHash;
  if (hash === undefined || !isHash(hash))
    return { message: `${label} does not record a valid CONFIG_HASH, so the text of its spec is unknown.` };
  const current = [...context.inventory.existingSpecs()].find(spec => workspace.files.hash(spec) === hash);
  const read = current === undefined ? undefined : workspace.files.read(current);
  const name = `the spec of ${label}`;
  return read?.ok ? { text: read.text, hash, name } : withHash(context, hash, name);
}
