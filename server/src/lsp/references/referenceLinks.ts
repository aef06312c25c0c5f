// The links of a text: a CONFIG_HASH leads to the spec that has it now, otherwise to its runs, otherwise to the version of the spec.
import type { DocumentLink } from 'vscode-languageserver';
import { entryPath } from '../../../../src-shared/artifacts/read';
import { memoized } from '../../../../src-shared/host/memoized';
import { basename } from '../../../../src-shared/host/paths';
import { commands } from '../../../../src-shared/protocol/commands';
import { VERSION_SCHEME, versionQuery } from '../../../../src-shared/protocol/traceRequests';
import { shortHash } from '../../../../src-shared/text/hashForm';
import { SPEC_ENDING } from '../../../../src-shared/text/specEnding';
import { rowsWithHash } from '../artifact/runsOfSpec';
import { toRange, uriOf } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';
import type { DocumentView } from '../workspace/workspaceView';
import type { KnownHash, OlderVersion } from './knownHash';
import { references } from './references';
import { referenceLine } from './referenceTexts';

/** The links of a document. An ambiguous word has none. */
export function referenceLinks(context: FeatureContext, open: DocumentView): DocumentLink[] {
  const linkOf = memoized((known: KnownHash) => {
    const target = targetOf(context, known);
    return target === undefined ? undefined : { target, tooltip: upperFirst(referenceLine(context, known)) };
  });
  return references(context, open).flatMap(({ span, known: [only, ...others] }) => {
    const link = only && others.length === 0 ? linkOf(only) : undefined;
    return link ? [{ range: toRange(open.doc, span), ...link }] : [];
  });
}

const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

// What needs a command or a document of KynML's own client is left out for others.
function targetOf(context: FeatureContext, known: KnownHash): string | undefined {
  const { current, older, hash } = known;
  if (current[0] !== undefined) return uriOf(current[0]);
  const [run, ...others] = rowsWithHash(context, hash);
  const isOwn = context.workspace.client.commands === true;
  if (run && (others.length === 0 || !isOwn)) return uriOf(entryPath(run.path)?.file ?? run.path);
  if (!isOwn) return undefined;
  if (run) return commandUri(commands.showRuns, [older[0] ? uriOf(older[0].path) : '', hash]);
  return older[0] && versionUri(older[0], hash);
}

const commandUri = (command: string, args: readonly string[]): string =>
  `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;

// The path is the title of the document; its content is found by the hash.
function versionUri({ path, commit }: OlderVersion, configHash: string): string {
  const place = commit === undefined ? 'kept by a run' : `commit ${shortHash(commit)}`;
  const title = `${basename(path).replace(SPEC_ENDING, '')} (${place}).kyn`;
  return `${VERSION_SCHEME}:/${encodeURIComponent(title)}?${encodeURIComponent(versionQuery(configHash, commit))}`;
}
