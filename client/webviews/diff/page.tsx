// The whole page for the last message: verdict, switch, metrics and sections.
import type { DiffView } from '../../../src-shared/protocol/views';
import type { ToDiffWebview } from '../../../src-shared/protocol/webview';
import { el } from '../shared/dom';
import { t } from '../shared/l10n';
import type { Actions, ScreenState } from './actions';
import { countSentence } from './differs';
import { failureElement } from './failure';
import { filterElement } from './filter';
import { headerElement } from './header';
import { filteredRows, renderSection, type SectionContent, type SectionTable } from './section';
import { verdictElement } from './verdict';

/** The number of rows up to which all rows of a page are in the document. */
export const longPage = 300;

/** A rendered page. */
export interface Page {
  /** From top to bottom. */
  readonly elements: readonly HTMLElement[];
  readonly tables: readonly SectionTable[];
  /** Whether only the rows near the viewport are in the document. */
  readonly isLong: boolean;
}

/** The page of a message. `sections` are those of its view. */
export function pageOf(
  message: ToDiffWebview,
  sections: readonly SectionContent[],
  context: { readonly state: ScreenState; readonly actions: Actions },
): Page {
  const { state, actions } = context;
  if (message.type === 'failure') return { elements: [failureElement(message, actions)], tables: [], isLong: false };
  const { view } = message;
  const top = [headerElement(view, state, actions), verdictElement(view), filterElement(view, state, actions)];
  if (nothingToList(view, state)) return { elements: [...top, nothingDiffers()], tables: [], isLong: false };
  const isLong = rowCount(sections, state) > longPage;
  const rendered = sections.map(section => renderSection(section, { ...context, isLong }));
  return {
    elements: [...top, ...rendered.map(({ element }) => element)],
    tables: rendered.flatMap(({ shown }) => shown ?? []),
    isLong,
  };
}

/** The announcement for screen readers when the view changes. */
export function announcement(message: ToDiffWebview): string {
  if (message.type === 'failure') return message.message;
  return `${message.view.verdictText}. ${countSentence(message.view, false)}`;
}

/** Rows of collapsed sections count too: expanding one must not change how the others are rendered. */
function rowCount(sections: readonly SectionContent[], { onlyDifferences }: ScreenState): number {
  return sections.reduce((count, section) => count + filteredRows(section, onlyDifferences).length, 0);
}

function nothingToList(view: DiffView, state: ScreenState): boolean {
  return state.onlyDifferences && view.differing + view.equalProblems === 0 && view.total > 0;
}

function nothingDiffers(): HTMLElement {
  return el('p', { class: 'quiet nothing' }, [t('Turn off “Only differences” to see them.')]);
}
