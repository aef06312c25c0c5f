// The screen: receives messages and keeps what the user chose (switch, sections, rows, find, position). Each change renders the page from all of it.
import { render } from 'preact';
import type { DiffWebviewState, FromDiffWebview, ToDiffWebview } from '../../../src-shared/protocol/webview';
import { PageRows } from '../shared/pageRows';
import { enableRovingRows } from '../shared/rovingRows';
import { focusPosition, keepFocus, restoreFocus, scrollToRow, topRow } from '../shared/viewPosition';
import type { WebviewHost } from '../shared/vscodeApi';
import type { Actions } from './actions';
import { copiedText } from './copyRows';
import { nothingDiffers } from './differs';
import { Find, type FindPorts } from './find';
import { FindBar } from './findBar';
import type { Match } from './findRows';
import { announcement, Page } from './page';
import { type SectionContent, type SectionSettings, type ShownSection, shownSection } from './sectionContent';
import { sectionsOf } from './sections';
import { readState, type ScrollPosition } from './state';

/** The number of rows up to which all rows of a page are in the document. */
const longPage = 300;

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
  private readonly find: Find;
  private readonly findPlace = document.createElement('div');
  private readonly rows = new PageRows(() => this.draw());
  private settings: Settings;
  private message: ToDiffWebview | undefined;
  private sections: readonly SectionContent[] = [];
  private shown: readonly ShownSection[] = [];
  private isLong = false;
  /** The sides of the last comparison; undefined before the first one. */
  private sides: Sides | undefined;
  /** The position in the last comparison; before the first one, the saved position. A failure does not change it. */
  private scroll: ScrollPosition;
  private width = window.innerWidth;

  constructor(private readonly options: ScreenOptions) {
    const kept = readState(options.host.getState());
    const { onlyDifferences } = kept;
    this.settings = { onlyDifferences, folded: new Set(kept.folded), expanded: new Set(kept.expanded) };
    this.scroll = kept;
    const ports: FindPorts = {
      sections: () => this.sections,
      onlyDifferences: () => this.settings.onlyDifferences,
      startKey: () => topRow(options.root)?.key,
      reveal: (match, takeFocus) => this.reveal(match, takeFocus),
      position: () => focusPosition(options.root, this.rows),
      restoreFocus: position => restoreFocus(options.root, this.rows, position),
      draw: () => this.draw(),
      save: () => this.save(),
    };
    this.find = new Find(ports, kept.find);
    options.root.before(this.findPlace);
    this.draw();
    this.listen();
  }

  receive(message: ToDiffWebview): void {
    const before = this.message;
    // The text while the view was pending is in the document of the panel.
    if (!before) this.options.root.replaceChildren();
    this.message = message;
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
      this.change({ onlyDifferences: on });
      this.find.refresh();
    },
    toggleSection: id => this.change({ folded: toggled(this.settings.folded, id) }),
    toggleExpanded: key => this.change({ expanded: toggled(this.settings.expanded, key) }),
  };

  /** Drops the state of rows and sections that other files lack. A refresh drops nothing: a value may come back. */
  private prune(sides: Sides): void {
    const before = this.sides;
    this.sides = sides;
    if (!before || (before.a === sides.a && before.b === sides.b)) return;
    const ids = new Set(this.sections.map(({ id }) => id));
    const keys = new Set(this.sections.flatMap(({ rows }) => rows.map(({ key }) => key)));
    const { folded, expanded } = this.settings;
    this.settings = { ...this.settings, folded: retained(folded, ids), expanded: retained(expanded, keys) };
    this.rows.retain(keys);
  }

  private change(changes: Partial<Settings>): void {
    this.settings = { ...this.settings, ...changes };
    this.render();
    this.keep();
  }

  /** Renders the page with other rows or rows of other heights. */
  private render(): void {
    const focus = focusPosition(this.options.root, this.rows);
    this.arrange();
    this.draw();
    this.rows.update();
    keepFocus(this.options.root, this.rows, focus);
  }

  /** Determines which sections and rows the page has. */
  private arrange(): void {
    const { message, settings } = this;
    const isEmpty = message?.type === 'view' && settings.onlyDifferences && nothingDiffers(message.view);
    this.shown = isEmpty ? [] : this.sections.map(each => shownSection(each, this.rows.table(each.id), settings));
    // Rows of collapsed sections count too: expanding one must not change how the others are rendered.
    this.isLong = this.shown.reduce((count, { rows }) => count + rows.length, 0) > longPage;
    const tables = this.shown.filter(({ isOpen, rows }) => isOpen && rows.length > 0);
    this.rows.show(
      tables.map(({ id, rows }) => ({ id, keys: rows.map(({ key }) => key) })),
      this.isLong,
    );
  }

  private draw(): void {
    const { message, shown: sections, isLong, actions } = this;
    render(<FindBar {...this.find.bar} />, this.findPlace);
    if (!message) return;
    const { onlyDifferences, expanded } = this.settings;
    const { marks } = this.find;
    render(<Page {...{ message, onlyDifferences, sections, isLong, expanded, marks, actions }} />, this.options.root);
  }

  private restoreScroll(): void {
    const { scrollTop, topRow: top } = this.scroll;
    document.documentElement.scrollTop = scrollTop;
    this.rows.update();
    // The heights of rows that are not rendered are estimates, so only a row is an exact position.
    if (this.isLong && top) scrollToRow(this.rows, top);
  }

  /** Saves the state with the position of the page. */
  private keep(): void {
    if (this.message?.type === 'view') {
      const top = this.isLong ? topRow(this.options.root) : undefined;
      this.scroll = { scrollTop: document.documentElement.scrollTop, ...(top && { topRow: top }) };
    }
    this.save();
  }

  private save(): void {
    const { message, options } = this;
    const { onlyDifferences, folded, expanded } = this.settings;
    if (!message) return;
    const { scrollTop, topRow: top } = this.scroll;
    options.host.setState({
      ...sidesOf(message),
      pinned: message.pinned && message.isKept !== true,
      onlyDifferences,
      folded: [...folded],
      expanded: [...expanded],
      scrollTop,
      ...(top && { topRow: top }),
      find: this.find.state,
    });
  }

  private listen(): void {
    enableRovingRows(this.options.root, this.rows);
    window.addEventListener('scroll', () => this.rows.update(), { passive: true });
    window.addEventListener('scrollend', () => this.keep());
    window.addEventListener('resize', () => this.resized());
    window.addEventListener('beforeprint', () => this.rows.renderAll());
    window.addEventListener('afterprint', () => this.rows.update());
    document.body.addEventListener('keydown', event => this.find.handleKey(event));
    document.body.addEventListener('copy', event => this.copy(event));
  }

  /** A higher page shows more rows. Other widths wrap rows differently; the row at the top remains there. */
  private resized(): void {
    if (window.innerWidth !== this.width) {
      this.width = window.innerWidth;
      const { topRow: top } = this.scroll;
      this.rows.remeasure();
      if (top && top.top <= 0) scrollToRow(this.rows, top);
    }
    this.rows.update();
  }

  private copy(event: ClipboardEvent): void {
    const selection = document.getSelection();
    if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return;
    const text = copiedText(selection.getRangeAt(0), this.options.root, this.shown);
    if (text === undefined) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  }

  private reveal({ row, sectionId }: Match, takeFocus: boolean): void {
    if (this.settings.folded.has(sectionId)) this.actions.toggleSection(sectionId);
    scrollToRow(this.rows, { key: row.key, top: window.innerHeight / 2 });
    if (takeFocus) this.rows.element(row.key)?.focus({ preventScroll: true });
  }
}

/** What the user chose to see. */
interface Settings extends SectionSettings {
  /** Keys of the rows that show their full values. */
  readonly expanded: ReadonlySet<string>;
}

type Sides = Pick<DiffWebviewState, 'a' | 'b'>;

function sidesOf(message: ToDiffWebview): Sides {
  return message.type === 'view' ? { a: message.view.a.uri, b: message.view.b.uri } : { a: message.a, b: message.b };
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const other = new Set(set);
  if (!other.delete(key)) other.add(key);
  return other;
}

function retained(set: ReadonlySet<string>, keys: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...set].filter(key => keys.has(key)));
}
