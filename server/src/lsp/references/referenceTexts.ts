// What a CONFIG_HASH in a text is, in words.
import { importsOf } from '../../../../src-shared/kyn/names/compose';
import { firstFew } from '../../../../src-shared/text/firstFew';
import { shortHash } from '../../../../src-shared/text/hashForm';
import { codeSpan, inlineText } from '../../../../src-shared/text/markdown';
import { type RunsSummary, runsText } from '../../../../src-shared/views/runs/runsSummary';
import { unknownOriginText } from '../artifact/originLookup';
import { rowsWithHash, runsOfOlder, runsWithHash } from '../artifact/runsOfSpec';
import { runUriOf } from '../base/convert';
import { systemClock } from '../base/systemClock';
import type { FeatureContext } from '../protocol/featureContext';
import type { KnownHash, OlderVersion } from './knownHash';
import type { Reference } from './references';

const SHOWN_SPECS = 3;
const SHOWN_RUNS = 5;
const SHOWN_HASHES = 5;

/** What has a hash, as text that follows "CONFIG_HASH of". Before all specs are known, it is not called an older version. */
export function ownerText(context: FeatureContext, { current, older }: KnownHash): string {
  const { workspace, inventory } = context;
  const label = (path: string): string => workspace.label(path);
  if (current.length > 0) return `the current version of ${named(current, label)}`;
  if (!inventory.isFilled) return 'an unknown version, because the search of the workspace is not complete';
  if (older.length === 0) return unknownOriginText(context);
  return `an older version of ${named(older, ({ path, ...version }) => `${label(path)}${commitText(version)}`)}`;
}

function commitText({ commit, date }: Pick<OlderVersion, 'commit' | 'date'>): string {
  const day = date === undefined ? '' : `, ${systemClock.day(Date.parse(date))}`;
  return commit === undefined ? '' : ` (commit ${commit.slice(0, 8)}${day})`;
}

const named = <T>(items: readonly T[], text: (item: T) => string): string =>
  firstFew(items, SHOWN_SPECS, { text, separator: ' and ' });

/** The runs with a hash; undefined where there are none, or before all are known. */
export function runsOf(context: FeatureContext, { hash, current: [path] }: KnownHash): RunsSummary | undefined {
  const tree = path === undefined ? undefined : context.workspace.treeAt(path);
  if (!tree) return runsOfOlder(context, hash);
  const analysis = { tree, composition: context.workspace.composition(path, tree) };
  return runsWithHash(context, { configHash: hash, analysis });
}

/** A hash on one line: `the current version of house.kyn · 3 runs, best mae 13.9`. */
export function referenceLine(context: FeatureContext, known: KnownHash): string {
  const runs = runsOf(context, known);
  return [ownerText(context, known), ...(runs ? [runsText(runs)] : [])].join(' · ');
}

/** The hover of a reference, as Markdown. */
export function referenceMarkdown(context: FeatureContext, { digits, known }: Reference): string {
  const [only, ...others] = known;
  if (only && others.length === 0) return oneHash(context, only);
  const list = firstFew(known, SHOWN_HASHES, {
    text: one => `- ${codeSpan(one.hash)}: ${inlineText(ownerText(context, one))}`,
    separator: '\n',
  });
  return `**Ambiguous:** ${known.length} CONFIG\\_HASHes begin with ${codeSpan(digits)}. Write more digits.\n\n${list}`;
}

function oneHash(context: FeatureContext, known: KnownHash): string {
  const parts = [
    `**CONFIG\\_HASH** of ${inlineText(ownerText(context, known))}.${nowText(context, known)}${importsText(context, known)}`,
    `\`\`\`text\n${known.hash}\n\`\`\``,
    runList(context, known),
  ];
  return parts.filter(Boolean).join('\n\n');
}

function nowText({ workspace, inventory }: FeatureContext, { older }: KnownHash): string {
  if (!inventory.isFilled) return '';
  return older
    .slice(0, SHOWN_SPECS)
    .map(({ path, now }) =>
      now === undefined
        ? ` ${inlineText(workspace.label(path))} is not in the workspace.`
        : ` The current one of ${inlineText(workspace.label(path))} is ${codeSpan(shortHash(now))}.`,
    )
    .join('');
}

function importsText({ workspace }: FeatureContext, { current: [path] }: KnownHash): string {
  const tree = path === undefined ? undefined : workspace.treeAt(path);
  return tree && importsOf(tree).length > 0 ? ' It does not cover the files that the spec imports.' : '';
}

function runList(context: FeatureContext, known: KnownHash): string {
  const summary = runsOf(context, known);
  if (!summary) return context.inventory.isFilled ? 'No runs.' : '';
  const list = firstFew(rowsWithHash(context, known.hash), SHOWN_RUNS, {
    text: ({ path }) => `- [${inlineText(context.workspace.label(path))}](<${runUriOf(path)}>)`,
    separator: '\n',
  });
  return `${inlineText(runsText(summary))}:\n${list}`;
}
