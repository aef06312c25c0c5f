// Find: opens the field, steps through the matches and marks their rows.
import { highlightText } from '../shared/highlightText';
import { hasModifier } from '../shared/rovingRows';
import type { ViewPosition } from '../shared/viewPosition';
import { FindBar } from './findBar';
import { type FindResult, findRows, type Match, stepThrough } from './findRows';
import type { SectionContent } from './section';
import type { FindState } from './state';

/** What find needs from the screen. */
export interface FindPorts {
  readonly sections: () => readonly SectionContent[];
  readonly onlyDifferences: () => boolean;
  /** Key of the first visible row, where a search starts. */
  readonly startKey: () => string | undefined;
  /** Scrolls to a row. `takeFocus`: the row gets the focus. */
  readonly reveal: (match: Match, takeFocus: boolean) => void;
  /** The elements of the rows in the document. */
  readonly rows: () => readonly HTMLElement[];
  /** Where the focus is on the page. */
  readonly position: () => ViewPosition;
  /** Moves the focus back to the page. */
  readonly restoreFocus: (position: ViewPosition | undefined) => void;
  /** A number that increases whenever other rows are in the document. */
  readonly changes: () => number;
  /** Saves the state of find. */
  readonly save: () => void;
}

/** Find. Its field is closed until there are rows. */
export class Find {
  private readonly bar: FindBar;
  private result: FindResult = { matches: [], hidden: 0 };
  private keys: ReadonlySet<string> = new Set();
  private at = -1;
  private isMarked = false;
  /** Where the focus was before the field opened. */
  private previous: ViewPosition | undefined;
  /** `changes` when the rows were marked. */
  private markedChanges = 0;
  /** Whether the field opens as soon as there are rows. */
  private isSuspended: boolean;

  constructor(
    private readonly ports: FindPorts,
    { text, isOpen }: FindState,
  ) {
    const actions = { search: () => this.search(), step: (step: 1 | -1) => this.step(step), close: () => this.close() };
    this.bar = new FindBar(actions, text);
    this.isSuspended = isOpen;
  }

  /** What is saved. */
  get state(): FindState {
    return { text: this.bar.text, isOpen: this.bar.isOpen || this.isSuspended };
  }

  get element(): HTMLElement {
    return this.bar.element;
  }

  /** Marks the matches unless the same rows are in the document. An arrow key may render a row before the page scrolls. */
  markOtherRows(): void {
    if (this.ports.changes() !== this.markedChanges) this.mark();
  }

  /** Marks the matches in the rows in the document. Must be called after a rendering of the page. */
  mark(): void {
    const hasMatches = this.keys.size > 0;
    if (!hasMatches && !this.isMarked) return;
    this.isMarked = hasMatches;
    this.markedChanges = this.ports.changes();
    const current = this.current()?.row.key;
    const found = this.ports.rows().filter(row => this.markRow(row, current));
    const cells = found.flatMap(row => Array.from(row.querySelectorAll<HTMLElement>('[data-cell]')));
    highlightText('found', cells, hasMatches ? this.bar.text : '');
  }

  private markRow(row: HTMLElement, current: string | undefined): boolean {
    const key = row.dataset.key ?? '';
    row.classList.toggle('row-current', key === current);
    return row.classList.toggle('row-found', this.keys.has(key));
  }

  /** Handles the keys of find. A message has nothing to search; hidden rows are searched and counted. */
  handleKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (isFindKey(event) && this.ports.sections().length > 0) {
      if (!this.bar.isOpen) this.previous = this.ports.position();
      this.bar.isOpen = true;
      this.bar.focus();
      this.search();
    } else if (event.key === 'F3' && this.bar.isOpen && (!hasModifier(event) || event.shiftKey)) {
      this.step(event.shiftKey ? -1 : 1);
    } else return;
    event.preventDefault();
    // A key that reaches the window is also one for the host.
    event.stopPropagation();
  }

  /** Searches again, because the rows changed. The page does not scroll. */
  refresh(): void {
    if (this.isSuspended && this.ports.sections().length > 0) {
      this.isSuspended = false;
      this.bar.isOpen = true;
    }
    if (!this.bar.isOpen) return;
    this.update();
    this.show();
  }

  /** Hides the field until there are rows again. */
  suspend(): void {
    if (!this.bar.isOpen) return;
    this.isSuspended = true;
    this.hide();
    this.ports.restoreFocus(this.previous);
  }

  /** Closes the field. The row of the current match gets the focus, or what had it before. */
  private close(): void {
    const match = this.current();
    this.hide();
    this.ports.save();
    if (match) this.ports.reveal(match, true);
    else this.ports.restoreFocus(this.previous);
  }

  private hide(): void {
    this.bar.isOpen = false;
    this.setResult({ matches: [], hidden: 0 });
    this.at = -1;
    this.mark();
  }

  private search(): void {
    this.update();
    this.moved();
    this.ports.save();
  }

  private step(step: 1 | -1): void {
    this.at = stepThrough(this.result.matches.length, this.at, step);
    this.moved();
  }

  private setResult(result: FindResult): void {
    this.result = result;
    this.keys = new Set(result.matches.map(({ row }) => row.key));
  }

  /** Finds the matches. The current one is the first from the place of the one before. */
  private update(): void {
    const key = this.current()?.row.key ?? this.ports.startKey();
    this.setResult(findRows(this.ports.sections(), this.bar.text, this.ports.onlyDifferences()));
    this.at = this.firstFrom(key);
  }

  /** The first match at or below a row, else the first one. A row that is gone leaves its index to the match after it. */
  private firstFrom(key: string | undefined): number {
    const { matches } = this.result;
    const keys = this.ports.sections().flatMap(({ rows }) => rows.map(row => row.key));
    const order = new Map(keys.map((each, at) => [each, at]));
    const from = order.get(key ?? '');
    if (from === undefined) return Math.min(Math.max(this.at, 0), matches.length - 1);
    const at = matches.findIndex(({ row }) => (order.get(row.key) ?? 0) >= from);
    return at < 0 && matches.length > 0 ? 0 : at;
  }

  private moved(): void {
    const match = this.current();
    if (match) this.ports.reveal(match, false);
    this.show();
  }

  private show(): void {
    const { matches, hidden } = this.result;
    const spoken = this.current()?.row.spoken(false) ?? '';
    this.bar.show({ at: this.at, count: matches.length, hidden, spoken });
    this.mark();
  }

  private current(): Match | undefined {
    return this.result.matches[this.at];
  }
}

/** The key for find: it is recognised by its code, because other layouts and Caps Lock give other characters. */
function isFindKey({ ctrlKey, metaKey, altKey, shiftKey, keyCode }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && !shiftKey && keyCode === 70;
}
