// The lenses of a spec about its runs: all with its CONFIG_HASH, and those that a training would repeat.
import { commands } from '../../../../src-shared/protocol/commands';
import { numberText } from '../../../../src-shared/text/numberText';
import { alreadyRunNotes, alreadyRunTooltip } from '../../../../src-shared/views/runs/alreadyRunTexts';
import { resultAndDay, runsText } from '../../../../src-shared/views/runs/runsSummary';
import { alreadyRun, type HashedText, runsWithHash } from '../artifact/runsOfSpec';
import { systemClock } from '../base/systemClock';
import type { FeatureContext } from '../protocol/featureContext';
import type { Lens } from './lens';

/** The lenses; none before all runs are known. */
export function runLenses(context: FeatureContext, uri: string, text: HashedText): Lens[] {
  const all = runsWithHash(context, text);
  if (!all) return [];
  const call = { command: commands.showRuns, args: [uri, text.configHash] };
  const runs: Lens = { title: runsText(all), tooltip: 'Show these runs', ...call };
  return [runs, ...alreadyRunLens(context, uri, text)];
}

function alreadyRunLens(context: FeatureContext, uri: string, text: HashedText): Lens[] {
  const found = alreadyRun(context, text);
  if (!found) return [];
  const { summary } = found;
  const notes = alreadyRunNotes(found);
  const times = summary.count === 1 ? '' : ` ${numberText(summary.count)} times`;
  const facts = [resultAndDay(summary, systemClock), ...notes].filter(Boolean).join(', ');
  return [
    {
      icon: notes.length === 0 ? 'check' : 'question',
      title: `already run${times}${facts === '' ? '' : `: ${facts}`}`,
      tooltip: alreadyRunTooltip(found),
      command: commands.showRuns,
      args: [uri, text.configHash],
    },
  ];
}
