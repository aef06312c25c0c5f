// The grid while it is used: its scroll position, the active cell, and the events of mouse and keyboard.
import type { RunTableColumn, RunTableView } from '../../../src-shared/protocol/runTableView';
import { type GridContent, type GridItem, type GridItems, gridItems } from './gridItems';
import { keyAction } from './gridKeys';
import type { GridProps } from './gridParts';
import { type CellPlace, type GridWindow, gridWindow, scrolledTo, type Viewport } from './gridWindow';
import { RowKeys } from './rowKeys';
import type { SelectHow } from './selection';

/** What a cell is about. */
export interface GridTarget {
  readonly run?: number;
  readonly column?: RunTableColumn;
}

/** What the user asks for. `to`: a direction, or the key of the column whose place another one takes. */
export type GridAction =
  | { readonly type: 'sort' | 'hide' | 'open' | 'selectAll' | 'clear' }
  | { readonly type: 'move'; readonly to: 'left' | 'right' | string }
  | { readonly type: 'select'; readonly how: SelectHow };

/** What the grid needs. */
export interface GridPorts {
  /** Shows another part of the grid. */
  draw(): void;
  /** The page has another size. */
  resized(): void;
  act(action: GridAction, target: GridTarget): void;
}

const [ROW, ROW_WITH_DELTA, ROW_TRANSPOSED, HEAD] = [24, 38, 38, 42];

/** The most rows that stay at the top: more would leave too little room for the others. */
const MOST_PINNED = 3;

/** Narrower pages show less, in CSS pixels. */
export const NARROW = 620;

/** The size of the grid before it is displayed. */
const [USUAL_WIDTH, USUAL_HEIGHT] = [1000, 600];

/** The grid of a page. */
export class GridView {
  private items: GridItems = { rows: [], columns: [], firstWidth: 0, widths: [], lefts: [], transposed: false };
  private active: CellPlace = { row: 0, column: -1 };
  private window: GridWindow = { rows: [], columns: [] };
  private readonly rowKeys = new RowKeys();
  private pinned = 0;
  private rowHeight = ROW;
  private dragged: string | undefined;
  private element: HTMLElement | undefined;
  private content: Omit<GridContent, 'isNarrow'> | undefined;
  private viewport: Viewport = { top: 0, left: 0, width: USUAL_WIDTH, height: USUAL_HEIGHT };

  constructor(
    private readonly root: HTMLElement,
    readonly ports: GridPorts,
  ) {
    root.addEventListener('keydown', event => this.key(event));
    root.addEventListener('click', event => this.click(event));
    root.addEventListener('dblclick', event => this.doubleClick(event));
    root.addEventListener('contextmenu', event => this.contextMenu(event));
    root.addEventListener('dragstart', event => this.dragStart(event));
    root.addEventListener('dragover', event => this.columnAt(event) && event.preventDefault());
    root.addEventListener('drop', event => this.drop(event));
    root.addEventListener('focusin', event => this.focused(event));
    window.addEventListener('resize', () => this.resized());
  }

  /** Other rows or columns. */
  show(content: Omit<GridContent, 'isNarrow'>): void {
    this.content = content;
    const { view, transposed, baselines } = content;
    this.items = gridItems({ ...content, isNarrow: window.innerWidth < NARROW });
    this.pinned = !transposed && baselines <= MOST_PINNED ? baselines : 0;
    this.rowHeight = view.baselines ? ROW_WITH_DELTA : transposed ? ROW_TRANSPOSED : ROW;
    const { rows, columns } = this.items;
    this.active = {
      row: Math.min(this.active.row, rows.length - 1),
      column: Math.min(this.active.column, columns.length - 1),
    };
  }

  /** What the component shows. */
  props(view: RunTableView, shown: Pick<GridProps, 'sort' | 'selected'>): GridProps {
    const { items, active, pinned, rowHeight, viewport } = this;
    this.window = gridWindow(items, { viewport, rowHeight, active, pinned, before: this.window });
    const rowKeys = this.rowKeys.of(this.window.rows);
    return { view, items, window: this.window, rowKeys, active, pinned, rowHeight, headHeight: HEAD, ...shown };
  }

  /** The page was rendered. The element is a new one after an empty page. */
  drawn(): void {
    const element = this.root.querySelector<HTMLElement>('.grid') ?? undefined;
    if (element === this.element) return;
    this.element = element;
    element?.addEventListener('scroll', () => this.scrolled(), { passive: true });
    this.resized();
  }

  private scrolled(): void {
    const { element } = this;
    if (!element) return;
    this.viewport = { ...this.viewport, top: element.scrollTop, left: element.scrollLeft };
    this.ports.draw();
  }

  private resized(): void {
    const { clientWidth = 0, clientHeight = 0 } = this.element ?? {};
    const size = { width: clientWidth || USUAL_WIDTH, height: clientHeight || USUAL_HEIGHT };
    if (size.width === this.viewport.width && size.height === this.viewport.height) return;
    this.viewport = { ...this.viewport, ...size };
    if (this.content) this.show(this.content);
    this.ports.resized();
  }

  private key(event: KeyboardEvent): void {
    if (!this.placeOf(event.target)) return;
    const page = Math.max(1, Math.floor((this.viewport.height - HEAD) / this.rowHeight) - 1);
    const action = keyAction(event, this.active, this.items, page);
    if (!action) return;
    event.preventDefault();
    const target = this.targetOf(this.active);
    if (action.type === 'move') {
      this.moveTo(action.to);
      if (action.extend) this.ports.act({ type: 'select', how: 'range' }, this.targetOf(this.active));
    } else if (action.type === 'select') this.ports.act({ type: 'select', how: 'toggle' }, target);
    else if (action.type === 'moveLeft' || action.type === 'moveRight') {
      this.ports.act({ type: 'move', to: action.type === 'moveLeft' ? 'left' : 'right' }, target);
      this.follow(target);
    } else this.ports.act({ type: action.type }, target);
  }

  /** Moves the focus to a cell, which is rendered if necessary. */
  private moveTo(place: CellPlace): void {
    this.active = place;
    const { viewport, rowHeight, pinned } = this;
    const position = scrolledTo(this.items, place, { viewport, rowHeight, headHeight: HEAD, pinned });
    this.viewport = { ...viewport, ...position };
    this.ports.draw();
    if (this.element) {
      this.element.scrollTop = position.top;
      this.element.scrollLeft = position.left;
    }
    this.focusActive();
  }

  // The focus stays on a column that was moved.
  private follow({ column }: GridTarget): void {
    const place = this.items.columns.findIndex(item => item.type === 'value' && item.column.key === column?.key);
    if (place >= 0) this.moveTo({ row: -1, column: place });
  }

  private focusActive(): void {
    const { row, column } = this.active;
    this.root.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus({ preventScroll: true });
  }

  private focused({ target }: Event): void {
    const place = this.placeOf(target);
    if (!place || (place.row === this.active.row && place.column === this.active.column)) return;
    this.active = place;
    this.ports.draw();
  }

  private click(event: MouseEvent): void {
    const place = this.placeOf(event.target);
    if (!place) return;
    const target = this.targetOf(place);
    const isBox = event.target instanceof Element && event.target.closest('[data-box]') !== null;
    const how = event.shiftKey ? 'range' : isBox || event.ctrlKey || event.metaKey ? 'toggle' : 'only';
    this.ports.act(this.isHead(place) ? { type: 'sort' } : { type: 'select', how }, target);
  }

  // The header of a run selects it, that of a value sorts.
  private isHead({ row, column }: CellPlace): boolean {
    const item = row < 0 ? this.items.columns[column] : column < 0 ? this.items.rows[row] : undefined;
    return row < 0 && column < 0 ? !this.items.transposed : item?.type === 'value';
  }

  private doubleClick(event: MouseEvent): void {
    const place = this.placeOf(event.target);
    if (place && !this.isHead(place)) this.ports.act({ type: 'open' }, this.targetOf(place));
  }

  private contextMenu(event: MouseEvent): void {
    const place = this.placeOf(event.target);
    if (!place || !this.isHead(place)) return;
    event.preventDefault();
    this.ports.act({ type: 'hide' }, this.targetOf(place));
  }

  private dragStart(event: DragEvent): void {
    this.dragged = this.columnAt(event)?.key;
  }

  private drop(event: DragEvent): void {
    const [from, to] = [this.dragged, this.columnAt(event)];
    this.dragged = undefined;
    const column = this.items.columns.find(item => item.type === 'value' && item.column.key === from);
    if (!to || column?.type !== 'value' || to.key === from) return;
    event.preventDefault();
    this.ports.act({ type: 'move', to: to.key }, { column: column.column });
  }

  private columnAt({ target }: Event): RunTableColumn | undefined {
    const place = this.placeOf(target);
    return place && place.row < 0 ? this.targetOf(place).column : undefined;
  }

  private placeOf(target: EventTarget | null): CellPlace | undefined {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : undefined;
    const [row, column] = cell?.dataset.cell?.split(':').map(Number) ?? [];
    return row === undefined || column === undefined ? undefined : { row, column };
  }

  private targetOf({ row, column }: CellPlace): GridTarget {
    return { ...part(this.items.rows[row]), ...part(this.items.columns[column]) };
  }
}

const part = (item: GridItem | undefined): GridTarget =>
  item === undefined ? {} : item.type === 'run' ? { run: item.run } : { column: item.column };
