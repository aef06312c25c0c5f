// Find: opens the field, steps through the matches and marks their rows.
import { createRef } from 'preact';
import { hasModifier } from '../shared/rovingRows';
import type { FocusPosition } from '../shared/viewPosition';
import type { FindActions, FindBarProps } from './findBar';
import { type FindResult, findRows, type Match, stepThrough } from './findRows';
import type { SectionContent } from './sectionContent';
import type { FindState } from './state';

/** What find needs from the screen. */
export interface FindPorts {
  readonly sections: () => readonly SectionContent[];
  readonly onlyDifferences: () => boolean;
  /** Key of the first visible row, where a search starts. */
  readonly startKey: () => string | undefined;
  /** Scrolls to a row. `takeFocus`: the row gets the focus. */
  readonly reveal: (match: Match, takeFocus: boolean) => void;
  /** Where the focus is on the page. */
  readonly position: () => FocusPosition;
  /** Moves the focus back to the page. */
  readonly restoreFocus: (position: FocusPosition | undefined) => void;
  /** Renders the field and the marks of the rows. */
  readonly draw: () => void;
  /** Saves the state of find. */
  readonly save: () => void;
}

/** The rows that the page marks. */
export interface FindMarks {
  readonly text: string;
  /** Keys of the rows that contain the text. */
  readonly keys: ReadonlySet<string>;
  /** Key of the row of the current match. */
  readonly current: string | undefined;
}

const nothing: FindResult = { matches: [], hidden: 0 };

/** Find. Its field is closed until there are rows. */
export class Find {
  private readonly input = createRef<HTMLInputElement>();
  private readonly actions: FindActions = {
    search: text => this.search(text),
    step: step => this.step(step),
    close: () => this.close(),
  };
  private text: string;
  private isOpen = false;
  private result = nothing;
  private keys: ReadonlySet<string> = new Set();
  private at = -1;
  /** Where the focus was before the field opened. */
  private previous: FocusPosition | undefined;
  /** Whether the field opens as soon as there are rows. */
  private isSuspended: boolean;

  constructor(
    private readonly ports: FindPorts,
    { text, isOpen }: FindState,
  ) {
    this.text = text;
    this.isSuspended = isOpen;
  }

  /** What is saved. */
  get state(): FindState {
    return { text: this.text, isOpen: this.isOpen || this.isSuspended };
  }

  /** What the field shows. */
  get bar(): FindBarProps {
    const { isOpen, text, input, actions, at } = this;
    const { matches, hidden } = this.result;
    const spoken = this.current()?.row.spoken(false) ?? '';
    return { isOpen, text, input, actions, status: { at, count: matches.length, hidden, spoken } };
  }

  get marks(): FindMarks {
    return { text: this.text, keys: this.keys, current: this.current()?.row.key };
  }

  /** Handles the keys of find. A message has nothing to search; hidden rows are searched and counted. */
  handleKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (isFindKey(event) && this.ports.sections().length > 0) this.open();
    else if (event.key === 'F3' && this.isOpen && (!hasModifier(event) || event.shiftKey))
      this.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    // A key that reaches the window is also one for the host.
    event.stopPropagation();
  }

  /** Searches again, because the rows changed. The page does not scroll. */
  refresh(): void {
    if (this.isSuspended && this.ports.sections().length > 0) {
      this.isSuspended = false;
      this.isOpen = true;
    }
    if (!this.isOpen) return;
    this.update();
    this.ports.draw();
  }

  /** Hides the field until there are rows again. */
  suspend(): void {
    if (!this.isOpen) return;
    this.isSuspended = true;
    this.hide();
    this.ports.restoreFocus(this.previous);
  }

  private open(): void {
    if (!this.isOpen) this.previous = this.ports.position();
    this.isOpen = true;
    this.search(this.text);
    this.input.current?.focus();
    this.input.current?.select();
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
    this.isOpen = false;
    this.setResult(nothing);
    this.at = -1;
    this.ports.draw();
  }

  private search(text: string): void {
    this.text = text;
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
    this.setResult(findRows(this.ports.sections(), this.text, this.ports.onlyDifferences()));
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
    this.ports.draw();
    const match = this.current();
    if (match) this.ports.reveal(match, false);
  }

  private current(): Match | undefined {
    return this.result.matches[this.at];
  }
}

/** The key for find: it is recognised by its code, because other layouts and Caps Lock give other characters. */
function isFindKey({ ctrlKey, metaKey, altKey, shiftKey, keyCode }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && !shiftKey && keyCode === 70;
}
