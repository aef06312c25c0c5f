// A comparison with many values, for tests of the page.
import type { DiffView } from '../../../src-shared/protocol/views';
import type { DiffWebviewState } from '../../../src-shared/protocol/webview';
import { metric, stage, view } from './diffViews';

/** The number of metrics of the usual long comparison. */
export const metricCount = 1500;

const nameOf = (at: number): string => `m${at}`;

/** The key of the row of a metric, by its index. */
export const keyOf = (at: number): string => `row:metrics:${nameOf(at)}`;

/** A comparison with this many metrics, of which every tenth is equal. */
export const longView = (metrics: number): DiffView =>
  view({
    metrics: Array.from({ length: metrics }, (_, at) => metric(nameOf(at), { differs: at % 10 !== 0 })),
    sections: [],
    differing: metrics - Math.ceil(metrics / 10),
    total: metrics,
  });

/** A page that shows a long comparison, with ways to find its rows. */
export function stageLong(kept: Partial<DiffWebviewState> = { onlyDifferences: false }, metrics = metricCount) {
  const staged = stage(kept);
  staged.show(longView(metrics));
  const { root, find } = staged;
  const rows = () => Array.from(root.querySelectorAll<HTMLElement>('[data-row]'));
  const at = (index: number) => find(`[data-key="${keyOf(index)}"]`);
  const focused = () => (document.activeElement as HTMLElement).dataset.key;
  return { ...staged, rows, at, focused };
}
