// Several runs of one text of a spec in a few words.
import type { Clock } from '../../protocol/clock';
import { bestRuns } from '../../runs/list/bestRuns';
import { type HeadlineChoice, headlineMetric } from '../../runs/list/headlineMetric';
import { measurements, type SpecText } from '../../runs/list/measurement';
import { metricOf, type RunRow } from '../../runs/list/runRow';
import { newestFirst } from '../../runs/list/sortRows';
import { counted } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { shortText } from '../../text/shortText';
import { numberView } from '../values';
import { runDayText } from './runTimeText';

/** The runs. `metric`: `mae 13.9`, with `best` or `newest` before it where they differ; empty without metrics. */
export interface RunsSummary {
  readonly count: number;
  readonly newest: RunRow;
  readonly metric: string;
}

/**
 * The summary of runs with one CONFIG_HASH; undefined without any. The best is named only if all measured the same. `textOf`: needed where no spec has the hash
 * now.
 */
export function runsSummary(
  rows: readonly RunRow[],
  choice: HeadlineChoice,
  textOf: SpecText = () => undefined,
): RunsSummary | undefined {
  const [newest] = newestFirst(rows);
  if (!newest) return undefined;
  const key = headlineMetric(rows, choice);
  return {
    count: rows.length,
    newest,
    metric: key === undefined ? '' : metricOfAll(rows, { newest, key, choice, textOf }),
  };
}

interface Summarized {
  readonly newest: RunRow;
  readonly key: string;
  readonly choice: HeadlineChoice;
  readonly textOf: SpecText;
}

function metricOfAll(rows: readonly RunRow[], { newest, key, choice, textOf }: Summarized): string {
  const text = (row: RunRow): string => {
    const node = metricOf(row, key);
    return node ? `${shortText(oneLine(key))} ${numberView(node).text}` : '';
  };
  const [best] = bestRuns(rows, key, { measurementOf: measurements(textOf), directions: choice.directions });
  if (best) return `best ${text(best)}`;
  const shown = text(newest);
  return shown === '' || rows.every(row => text(row) === shown) ? shown : `newest ${shown}`;
}

/** `6 runs, best mae 13.9`. */
export const runsText = ({ count, metric }: RunsSummary): string =>
  [counted(count, 'run'), ...(metric === '' ? [] : [metric])].join(', ');

/** `mae 13.9, 2026-04-19`; for several runs `best mae 13.9, last 2026-04-19`. Empty where nothing is known. */
export function resultAndDay({ count, newest, metric }: RunsSummary, clock: Clock): string {
  const day = newest.time ? `${count === 1 ? '' : 'last '}${runDayText(newest.time, clock)}` : '';
  return [metric, day].filter(Boolean).join(', ');
}
