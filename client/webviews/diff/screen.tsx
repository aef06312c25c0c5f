// The screen: receives messages, keeps the settings (switch, sections, scroll), renders the whole page each time.
import type { DiffWebviewState, FromDiffWebview, ToDiffWebview } from '../../../src-shared/protocol/webview';
import { PageRows } from '../shared/pageRows';
import { enableRovingRows, resetTabStops } from '../shared/rovingRows';
import type { RowHeights } from '../shared/rowTable';
import { rememberPosition, restoreFocus, restorePosition, scrollToRow, topRow } from '../shared/viewPosition';
import type { WebviewHost } from '../shared/vscodeApi';
import type { Actions, ScreenState } from './actions';
import { copiedText } from './copyRows';
import { Find, type FindPorts } from './find';
import type { Match } from './findRows';
import { announcement, type Page, pageOf } from './page';
import type { SectionContent } from './section';
import { sectionsOf } from './sections';
import { readState, type ScrollPosition } from './state';

/** The elements of the page and the connection to VS Code. `live` is an ARIA live region. */
export interface ScreenOptions {
  readonly root: HTMLElement;
  readonly live: HTMLElement;
  readonly host: WebviewHost<FromDiffWebview, DiffWebviewState>;
}

/** Starts the screen and requests the view. Returns the message handler. */
export function startDiffScreen(options: ScreenOptions): (message: ToDiffWebview) => void {
  const screen = new DiffScreen(options);
  options.host.postMessage({ type: 'ready' });
  return message => screen.receive(message);
}

class DiffScreen {
  private readonly folded: Set<string>;
  private readonly expanded: Set<string>;
  private readonly heights = new Map<string, RowHeights>();
  private readonly find: Find;
  private onlyDifferences: boolean;
  private shown: ToDiffWebview | undefined;
  private sections: readonly SectionContent[] = [];
  /** The sides of the last comparison; undefined before the first one. */
  private sides: Sides | undefined;
  private page: Page = { elements: [], tables: [], isLong: false };
  private rows = new PageRows([]);
  /** The position in the last comparison; before the first one, the saved position. A failure does not change it. */
  private scroll: ScrollPosition;
  private width = window.innerWidth;

  constructor(private readonly options: ScreenOptions) {
    const kept = readState(options.host.getState());
    this.folded = new Set(kept.folded);
    this.expanded = new Set(kept.expanded);
    this.onlyDifferences = kept.onlyDifferences;
    this.scroll = kept;
    const ports: FindPorts = {
      sections: () => this.sections,
      onlyDifferences: () => this.onlyDifferences,
      startKey: () => topRow(options.root)?.key,
      reveal: (match, takeFocus) => this.reveal(match, takeFocus),
      changes: () => this.rows.changes,
      rows: () => Array.from(options.root.querySelectorAll<HTMLElement>('[data-row]')),
      position: () => rememberPosition(options.root, this.rows),
      restoreFocus: position => restoreFocus(options.root, this.rows, position),
      save: () => this.save(),
    };
    this.find = new Find(ports, kept.find);
    options.root.before(this.find.element);
    this.listen();
  }

  receive(message: ToDiffWebview): void {
    // An unchanged view is not rendered again, because that would clear a selection.
    if (this.shown && JSON.stringify(this.shown) === JSON.stringify(message)) return;
    const before = this.shown;
    this.shown = message;
    this.sections = message.type === 'view' ? sectionsOf(message.view) : [];
    if (message.type === 'view') this.prune(sidesOf(message));
    this.render();
    if (message.type === 'view' && before?.type !== 'view') this.restoreScroll();
    this.keep();
    if (message.type === 'failure') this.find.suspend();
    else this.find.refresh();
    const words = announcement(message);
    if (this.options.live.textContent !== words) this.options.live.textContent = words;
  }

  private readonly actions: Actions = {
    send: message => this.options.host.postMessage(message),
    setOnlyDifferences: on => {
      this.onlyDifferences = on;
      this.draw();
      this.find.refresh();
    },
    toggleSection: id => {
      toggle(this.folded, id);
      this.draw();
    },
    toggleExpanded: key => {
      toggle(this.expanded, key);
      this.draw();
    },
  };

  private state(pinned: boolean): ScreenState {
    const { onlyDifferences, folded, expanded } = this;
    return {
      pinned,
      onlyDifferences,
      folded,
      expanded,
      heightsOf: id => this.heightsOf(id),
    };
  }

  /** Drops the state of rows and sections that other files lack. A refresh drops nothing: a value may come back. */
  private prune(sides: Sides): void {
    const before = this.sides;
    this.sides = sides;
    if (!before || (before.a === sides.a && before.b === sides.b)) return;
    const ids = new Set(this.sections.map(({ id }) => id));
    const keys = new Set(this.sections.flatMap(({ rows }) => rows.map(({ key }) => key)));
    for (const all of [this.folded, this.heights]) retain(all, ids);
    for (const all of [this.expanded, ...Array.from(this.heights.values(), each => each.measured)]) retain(all, keys);
  }

  private heightsOf(id: string): RowHeights {
    const heights = this.heights.get(id) ?? { measured: new Map() };
    this.heights.set(id, heights);
    return heights;
  }

  private draw(): void {
    this.render();
    this.keep();
  }

  private render(): void {
    const { shown, options } = this;
    if (!shown) return;
    const position = rememberPosition(options.root, this.rows);
    this.page = pageOf(shown, this.sections, { state: this.state(shown.pinned), actions: this.actions });
    this.rows = new PageRows(this.page.tables.map(({ table }) => table));
    options.root.replaceChildren(...this.page.elements);
    resetTabStops(options.root);
    restorePosition(options.root, this.rows, position);
    this.find.mark();
  }

  private restoreScroll(): void {
    const { scrollTop, topRow: top } = this.scroll;
    document.documentElement.scrollTop = scrollTop;
    this.rows.update();
    // The heights of rows that are not rendered are estimates, so only a row is an exact position.
    if (this.page.isLong && top) scrollToRow(this.rows, top);
  }

  /** Saves the state with the position of the page. */
  private keep(): void {
    if (this.shown?.type === 'view') {
      const top = this.page.isLong ? topRow(this.options.root) : undefined;
      this.scroll = { scrollTop: document.documentElement.scrollTop, ...(top && { topRow: top }) };
    }
    this.save();
  }

  private save(): void {
    const { shown, options, onlyDifferences } = this;
    if (!shown) return;
    const { scrollTop, topRow: top } = this.scroll;
    options.host.setState({
      ...sidesOf(shown),
      pinned: shown.pinned,
      onlyDifferences,
      folded: [...this.folded],
      expanded: [...this.expanded],
      scrollTop,
      ...(top && { topRow: top }),
      find: this.find.state,
    });
  }

  private listen(): void {
    const { root } = this.options;
    enableRovingRows(root, () => this.rows);
    window.addEventListener('scroll', () => this.scrolled(), { passive: true });
    window.addEventListener('scrollend', () => this.keep());
    window.addEventListener('resize', () => this.resized());
    window.addEventListener('beforeprint', () => this.rows.renderAll());
    window.addEventListener('afterprint', () => this.rows.update());
    document.body.addEventListener('keydown', event => this.find.handleKey(event));
    document.body.addEventListener('copy', event => this.copy(event));
  }

  private scrolled(): void {
    this.rows.update();
    this.find.markOtherRows();
  }

  /** A higher page shows more rows. Other widths wrap rows differently; the row at the top remains there. */
  private resized(): void {
    if (window.innerWidth !== this.width) {
      this.width = window.innerWidth;
      const { topRow: top } = this.scroll;
      this.rows.remeasure();
      if (top && top.top <= 0) scrollToRow(this.rows, top);
    }
    this.scrolled();
  }

  private copy(event: ClipboardEvent): void {
    const selection = document.getSelection();
    if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return;
    const text = copiedText(selection.getRangeAt(0), this.options.root, this.page.tables);
    if (text === undefined) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  }

  private reveal({ row, sectionId }: Match, takeFocus: boolean): void {
    if (this.folded.has(sectionId)) this.actions.toggleSection(sectionId);
    scrollToRow(this.rows, { key: row.key, top: window.innerHeight / 2 });
    if (takeFocus) this.rows.show(row.key)?.focus({ preventScroll: true });
  }
}

type Sides = Pick<DiffWebviewState, 'a' | 'b'>;

function sidesOf(message: ToDiffWebview): Sides {
  return message.type === 'view' ? { a: message.view.a.uri, b: message.view.b.uri } : { a: message.a, b: message.b };
}

function toggle(set: Set<string>, key: string): void {
  if (!set.delete(key)) set.add(key);
}

function retain(all: Set<string> | Map<string, unknown>, keys: ReadonlySet<string>): void {
  for (const key of all.keys()) if (!keys.has(key)) all.delete(key);
}
