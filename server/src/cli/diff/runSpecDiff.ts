// Runs `kyn diff` on two specs.
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import { copiedSecrets } from '../../../../src-shared/kyn/syntax/secretCopies';
import {
  type ComparedSpec,
  compareSpecs,
  type SpecComparison,
  wholeSpec,
} from '../../../../src-shared/repro/compare/specs';
import { configHash, withoutBom } from '../../../../src-shared/repro/hash/configHash';
import { hiderOf } from '../../../../src-shared/text/hiderOf';
import { printJson } from '../../../../src-shared/text/outputJson';
import { specFault, specFaultFix, specFaultText } from '../../../../src-shared/text/specFault';
import { diffMarkdown } from '../../../../src-shared/views/diffMarkdown';
import { specDiffView } from '../../../../src-shared/views/specDiffView';
import { type CliContext, formatOf, type Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome } from '../outcome';
import { createColors } from '../print/colors';
import { displayName, readInput, unreadableMessage } from '../readInput';
import { importedFiles } from '../specImports';
import { compareDataFiles, type SpecFile } from './specDataFiles';
import { diffText } from './text';

type Side = ComparedSpec & SpecFile;

/** Compares the two specs of a context. */
export async function runSpecDiff(context: CliContext): Promise<Outcome> {
  const [first = '', second = ''] = context.files;
  const [a, b] = [await readSide(context, first), await readSide(context, second)];
  if (typeof a === 'string' || typeof b === 'string') return failure(...[a, b].filter(s => typeof s === 'string'));
  const comparison = compareSpecs(a, b, await compareDataFiles(context, a, b));
  const differs = context.options.has('exit-code') && comparison.verdict !== 'identical-inputs';
  const hide = hiderOf([...copiedSecrets(a.tree), ...copiedSecrets(b.tree)]);
  return outcome(differs ? EXIT_PROBLEMS : EXIT_OK, hide(print(context, comparison, [a, b])));
}

// A spec, or why it cannot be read.
async function readSide(context: CliContext, given: string): Promise<Side | string> {
  const { label, path = label, content } = await readInput(context, given);
  if (!content.ok) return unreadableMessage(label, content.reason);
  const { text } = content;
  const fault = specFault(text);
  if (fault) return `${displayName(label)} ${specFaultText(fault)}, so it cannot be compared. ${specFaultFix(fault)}`;
  return {
    label,
    path,
    tree: parse(withoutBom(text)),
    configHash: configHash(text, context.host.sha256),
    imports: importedFiles(context, { path, text }),
  };
}

function print(context: CliContext, comparison: SpecComparison, [a, b]: readonly [Side, Side]): string {
  const { color, columns } = context.io;
  const format = formatOf(context);
  if (format === 'json') return specDiffJson(comparison);
  const view = specDiffView(comparison, viewSide(a), viewSide(b));
  return format === 'markdown' ? diffMarkdown(view) : diffText(view, createColors(color), columns);
}

const viewSide = (side: Side) => ({ side: { uri: '', label: side.label, detail: '' }, spec: wholeSpec(side) });

const specDiffJson = ({ verdict, reasons, changes = [] }: SpecComparison): string =>
  printJson({
    verdict,
    reasons: reasons.map(r => r.text),
    changes: changes.map(({ path, a, b, isUnknown }) => ({ path, a, b, severity: 'error', unknown: isUnknown })),
    metrics: [],
  });
