// The whole page for the last message: a verdict, a failure, or the steps of a reproduction that runs.
import type { VNode } from 'preact';
import type { ToReproductionWebview } from '../../../src-shared/protocol/webview';
import { Icon } from '../shared/icon';
import { t } from '../shared/l10n';
import { MessageText } from '../shared/messageText';
import type { PageRows } from '../shared/pageRows';
import { type ActionType, Header, type Send } from './header';
import { Section, type SectionContent } from './table';
import { VerdictSection } from './verdict';

/** What the page shows. */
export interface PageProps {
  readonly message: ToReproductionWebview;
  /** The sections of the message. */
  readonly sections: readonly SectionContent[];
  readonly rows: PageRows;
  readonly send: Send;
}

/** The page. */
export function Page({ message, sections, rows, send }: PageProps): VNode {
  const label = message.type === 'view' ? message.view.label : message.label;
  return (
    <>
      <Header label={label} actions={actionsOf(message)} send={send} />
      <Outcome message={message} />
      {sections.map(content => (
        <Section key={content.kind} content={content} window={rows.table(content.kind)} />
      ))}
    </>
  );
}

function actionsOf(message: ToReproductionWebview): readonly ActionType[] {
  if (message.type === 'running') return ['cancel'];
  if (message.type === 'failure') return ['again'];
  return [...(message.view.manifest === undefined ? [] : (['keepManifest'] as const)), 'copyMarkdown', 'again'];
}

function Outcome({ message }: Pick<PageProps, 'message'>): VNode {
  switch (message.type) {
    case 'view':
      return <VerdictSection {...message.view} />;
    case 'failure':
      return <Failure message={message.message} />;
    case 'running':
      return (
        <p class="intro">{t('The run is trained again in a temporary folder. Nothing in the workspace changes.')}</p>
      );
  }
}

function Failure({ message }: { readonly message: string }): VNode {
  return (
    <section class="verdict verdict-failed" aria-label={t('Result')}>
      <h2 class="verdict-text">
        <Icon name="circle-slash" />
        {t('No verdict')}
      </h2>
      <p class="meaning">
        <MessageText text={message} />
      </p>
    </section>
  );
}

/** The announcement for screen readers when the page changes. */
export function announcement(message: ToReproductionWebview): string {
  if (message.type === 'view') return `${message.view.title}. ${message.view.meaning}`;
  if (message.type === 'failure') return message.message;
  const running = message.steps.find(({ state }) => state === 'running');
  return running ? t('{0}: running', running.name) : t('running');
}
