// The whole page: the toolbar, the plot, the grid and the footer; or why there is no table.
import type { VNode } from 'preact';
import type { FromRunsWebview, RunTableView } from '../../../src-shared/protocol/runTableView';
import { ActionButton } from '../shared/actionButton';
import { t } from '../shared/l10n';
import { Footer, type FooterProps } from './footer';
import { Grid } from './grid';
import type { GridProps } from './gridParts';
import { Toolbar, type ToolbarProps } from './toolbar';

/** What the page shows. `plot`: the plot, where one is shown. */
export interface PageProps {
  readonly toolbar: ToolbarProps;
  readonly grid: GridProps;
  readonly footer: FooterProps;
  readonly plot: VNode | null;
}

/** The page of a table with runs. */
export function Page({ toolbar, grid, footer, plot }: PageProps): VNode {
  const { view } = grid;
  return (
    <>
      <Toolbar {...toolbar} />
      {plot}
      <div
        class="grid"
        role="grid"
        aria-label={view.title ?? t('Runs')}
        aria-rowcount={grid.items.rows.length + 1}
        aria-colcount={grid.items.columns.length + 1}
        aria-multiselectable="true"
      >
        <Grid {...grid} />
        {footer.shown === 0 && <p class="nothing quiet">{t('No run matches the filter.')}</p>}
      </div>
      <Footer {...footer} />
    </>
  );
}

/** The page without runs. Where remarks say why, as for selected files that have none, nothing else does. */
export function EmptyPage({
  view,
  send,
}: {
  readonly view: RunTableView;
  readonly send: (message: FromRunsWebview) => void;
}): VNode {
  return (
    <div class="empty">
      <h1>{view.title ?? t('Runs')}</h1>
      {view.remarks.length === 0 && (
        <p>
          {t(
            'No runs yet. Train a spec to see its runs here. Runs of MLflow, W&B and other trackers in this workspace are listed too.',
          )}
        </p>
      )}
      {view.remarks.map(remark => (
        <p key={remark}>
          <bdi>{remark}</bdi>
        </p>
      ))}
      <div class="toolbar">
        <ActionButton id="train" icon="play" label={t('Train')} onClick={() => send({ type: 'train' })} />
      </div>
    </div>
  );
}

/** The page when the runs could not be listed. */
export function FailurePage({
  message,
  send,
}: {
  readonly message: string;
  readonly send: (message: FromRunsWebview) => void;
}): VNode {
  return (
    <div class="empty failure">
      <h1>{t('Runs')}</h1>
      <p>{message}</p>
      <div class="toolbar">
        <ActionButton id="again" icon="refresh" label={t('Try again')} onClick={() => send({ type: 'ready' })} />
      </div>
    </div>
  );
}
