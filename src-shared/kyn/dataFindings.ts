// What the data says against a spec: the checks that look at data, run with what is known of the files.
import type { Diagnostic } from '../text/diagnostic';
import { shift } from '../text/span';
import type { Analysis } from './analyze';
import type { Block } from './ast';
import type { Check, Report } from './check';
import { checks } from './checks';
import type { Data } from './data';
import { sourceOf } from './datasetText';
import { blocksOf, type Params } from './scope';

const datasetChecks = checks.filter(c => c.dataset);
const dataChecks = checks.filter(c => c.data);

interface BlockFindings {
  readonly data: Data;
  readonly params: Params;
  readonly diagnostics: readonly Diagnostic[];
}

// A block never changes and neither does what `data` says, so a keystroke elsewhere asks for no file again.
const known = new WeakMap<Block, BlockFindings>();

/** Findings about the data of a spec, absolute spans, unsorted. Datasets of imported files are judged where they are declared. */
export function dataFindings({ tree, scope }: Pick<Analysis, 'tree' | 'scope'>, data: Data): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { at, item } of blocksOf(tree, 'dataset'))
    for (const diagnostic of blockFindings(item, scope.params, data)) found.push(moved(diagnostic, at));
  for (const check of dataChecks)
    for (const report of check.data?.({ tree, scope, data }) ?? []) found.push(diagnosticOf(check, report));
  return found;
}

function blockFindings(block: Block, params: Params, data: Data): readonly Diagnostic[] {
  const before = known.get(block);
  if (before?.data === data && (before.params === params || block.params.length === 0)) return before.diagnostics;
  const diagnostics = checkDataset(block, params, data);
  known.set(block, { data, params, diagnostics });
  return diagnostics;
}

function checkDataset(block: Block, params: Params, data: Data): Diagnostic[] {
  const source = sourceOf(block, params);
  if (!source) return [];
  const file = data.find(source.value);
  return datasetChecks.flatMap(check =>
    [...(check.dataset?.({ block, params, source, file }) ?? [])].map(report => diagnosticOf(check, report)),
  );
}

const diagnosticOf = ({ code, severity }: Check, { message, span, fixes = [], ...own }: Report): Diagnostic => ({
  code,
  severity: own.severity ?? severity,
  message,
  span,
  fixes,
});

const moved = (d: Diagnostic, by: number): Diagnostic => ({
  ...d,
  span: shift(d.span, by),
  fixes: d.fixes.map(f => ({ ...f, edits: f.edits.map(e => ({ ...e, span: shift(e.span, by) })) })),
});
