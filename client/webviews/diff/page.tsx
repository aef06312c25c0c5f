// The whole page for the last message: verdict, switch, metrics and sections.
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { DiffView } from '../../../src-shared/protocol/views';
import type { ToDiffWebview } from '../../../src-shared/protocol/webview';
import { t } from '../shared/l10n';
import { countSentence, nothingDiffers } from './differs';
import { Failure } from './failure';
import { Filter } from './filter';
import { Header } from './header';
import { Section, type SectionProps } from './section';
import type { ShownSection } from './sectionContent';
import { VerdictSection } from './verdict';

/** What the page shows. */
export interface PageProps extends Omit<SectionProps, 'section'> {
  readonly message: ToDiffWebview;
  readonly onlyDifferences: boolean;
  /** From top to bottom. */
  readonly sections: readonly ShownSection[];
}

/** The page. */
export function Page({ message, ...props }: PageProps): VNode {
  if (message.type === 'failure') return <Failure failure={message} send={props.actions.send} />;
  return <Comparison view={message.view} pinned={message.pinned} {...props} />;
}

interface ComparisonProps extends Omit<PageProps, 'message'> {
  readonly view: DiffView;
  readonly pinned: boolean;
}

function Comparison({ view, pinned, onlyDifferences, sections, ...context }: ComparisonProps): VNode {
  const { send, setOnlyDifferences } = context.actions;
  // Scrolling changes the rows only.
  const top = useMemo(
    () => (
      <>
        <Header view={view} pinned={pinned} send={send} />
        <VerdictSection view={view} />
        <Filter view={view} onlyDifferences={onlyDifferences} onChange={setOnlyDifferences} />
      </>
    ),
    [view, pinned, onlyDifferences, send, setOnlyDifferences],
  );
  return (
    <>
      {top}
      {onlyDifferences && nothingDiffers(view) ? (
        <p class="quiet nothing">{t('Turn off “Only differences” to see them.')}</p>
      ) : (
        sections.map(section => <Section key={section.id} section={section} {...context} />)
      )}
    </>
  );
}

/** The announcement for screen readers when the view changes. */
export function announcement(message: ToDiffWebview): string {
  if (message.type === 'failure') return message.message;
  return `${message.view.verdictText}. ${countSentence(message.view, false)}`;
}
