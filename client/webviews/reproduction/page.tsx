// The whole page for the last message: a verdict, a failure, or the steps of a reproduction that runs.
import type { ReproductionView } from '../../../src-shared/protocol/views';
import type { FromReproductionWebview, ToReproductionWebview } from '../../../src-shared/protocol/webview';
import { el } from '../shared/dom';
import { icon } from '../shared/icon';
import { t } from '../shared/l10n';
import { messageText } from '../shared/messageText';
import type { RowTable } from '../shared/rowTable';
import { headerElement } from './header';
import { environmentSection, metricsSection, runningSection, stepsSection } from './sections';
import type { Section } from './table';
import { verdictElement } from './verdict';

/** Sends a message to the panel. */
export type Send = (message: FromReproductionWebview) => void;

/** A rendered page. */
export interface Page {
  readonly elements: readonly HTMLElement[];
  readonly tables: readonly RowTable[];
}

/** The page of a message. */
export function pageOf(message: ToReproductionWebview, send: Send): Page {
  switch (message.type) {
    case 'view':
      return viewPage(message.view, send);
    case 'failure':
      return pageWith(
        headerElement({ label: message.label, actions: ['again'] }, send),
        [failure(message.message)],
        [],
      );
    case 'running':
      return pageWith(
        headerElement({ label: message.label, actions: ['cancel'] }, send),
        [
          el('p', { class: 'intro' }, [
            t('The run is trained again in a temporary folder. Nothing in the workspace changes.'),
          ]),
        ],
        [runningSection(message.steps)],
      );
  }
}

function viewPage(view: ReproductionView, send: Send): Page {
  const actions = [
    ...(view.manifest === undefined ? [] : (['keepManifest'] as const)),
    'copyMarkdown',
    'again',
  ] as const;
  return pageWith(
    headerElement({ label: view.label, actions }, send),
    [verdictElement(view)],
    [metricsSection(view), stepsSection(view), environmentSection(view)],
  );
}

const pageWith = (header: HTMLElement, top: readonly HTMLElement[], sections: readonly Section[]): Page => ({
  elements: [header, ...top, ...sections.map(({ element }) => element)],
  tables: sections.flatMap(({ table }) => table ?? []),
});

function failure(message: string): HTMLElement {
  return el('section', { class: 'verdict verdict-failed', attrs: { 'aria-label': t('Result') } }, [
    el('h2', { class: 'verdict-text' }, [icon('circle-slash'), t('No verdict')]),
    el('p', { class: 'meaning' }, [messageText(message)]),
  ]);
}

/** The announcement for screen readers when the page changes. */
export function announcement(message: ToReproductionWebview): string {
  if (message.type === 'view') return `${message.view.title}. ${message.view.meaning}`;
  if (message.type === 'failure') return message.message;
  const running = message.steps.find(({ state }) => state === 'running');
  return running ? t('{0}: running', running.name) : t('running');
}
