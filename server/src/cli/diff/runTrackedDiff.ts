// Compares two runs of which at least one is of another tracker.
import type { DiffSide } from '../../../../src-shared/protocol/views';
import { policyOf } from '../../../../src-shared/repro/compare/policy';
import { compareTracked, type TrackedComparison } from '../../../../src-shared/runs/trackers/compare/compareTracked';
import { ownRun } from '../../../../src-shared/runs/trackers/ownRun';
import type { TrackedRun } from '../../../../src-shared/runs/trackers/trackedRun';
import { trackerKind } from '../../../../src-shared/runs/trackers/trackerKind';
import { withArticle } from '../../../../src-shared/text/withArticle';
import { diffMarkdown } from '../../../../src-shared/views/diffMarkdown';
import { diffView } from '../../../../src-shared/views/diffView';
import { relativePath } from '../cliPaths';
import { type CliContext, formatOf, type Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome } from '../outcome';
import { createColors } from '../print/colors';
import { createSettings } from '../projectSettings';
import { trackedDiffJson } from './json';
import { type ComparedRun, settingsOfRun } from './runSpecs';
import { diffText } from './text';

/** One of our files, with its name for people. */
type OwnFile = ComparedRun & { readonly label: string };

/** A run of another tracker, one of our files, or a sentence that states why a side cannot be compared. */
export type TrackedSide = TrackedRun | OwnFile | string;

/** Compares two sides. */
export async function runTrackedDiff(context: CliContext, first: TrackedSide, second: TrackedSide): Promise<Outcome> {
  const [a, b] = [await runOf(context, first), await runOf(context, second)];
  if (typeof a === 'string' || typeof b === 'string') return failure(...[a, b].filter(s => typeof s === 'string'));
  const { settings, problem } = await createSettings(context)(b.path);
  if (problem !== undefined) return failure(problem);
  const { directions } = policyOf(settings.policy, settings.metricDirections);
  const comparison = compareTracked(a, b, directions);
  const differs = context.options.has('exit-code') && comparison.verdict !== 'identical-inputs';
  return outcome(differs ? EXIT_PROBLEMS : EXIT_OK, print(context, comparison, [a, b]), []);
}

async function runOf(context: CliContext, side: TrackedSide): Promise<TrackedRun | string> {
  if (typeof side === 'string' || 'tracker' in side) return side;
  const { label, artifact, path } = side;
  const settings = await settingsOfRun(context, side);
  return (
    ownRun({ artifact, path: path ?? label, settings }) ??
    `${label} is ${withArticle(artifact.kind.title)}, which cannot be compared with a run of another tracker.`
  );
}

function print(context: CliContext, comparison: TrackedComparison, [a, b]: readonly [TrackedRun, TrackedRun]): string {
  const { color, columns, cwd } = context.io;
  const format = formatOf(context);
  if (format === 'json') return trackedDiffJson(comparison);
  const side = (run: TrackedRun): DiffSide => ({ uri: '', label: relativePath(cwd, run.path), detail: detailOf(run) });
  const view = diffView(comparison, { a: side(a), b: side(b) });
  return format === 'markdown' ? diffMarkdown(view) : diffText(view, createColors(color), columns);
}

function detailOf({ tracker, name, status }: TrackedRun): string {
  const title = trackerKind(tracker).title;
  return [...(title === 'run' ? [] : [title]), ...(name === undefined ? [] : [name]), status.text].join(', ');
}
