// A layout for tests of long comparisons: happy-dom has none. The table starts below the top of the page, and all rows have one height.

/** The usual height of each row. */
export const rowHeight = 20;

let [height, tableTop] = [rowHeight, 100];

/** Gives the elements of a table their positions. `vi.restoreAllMocks` removes it. */
export function layOut(rows = rowHeight, top = 100): void {
  [height, tableTop] = [rows, top];
  Object.defineProperty(window, 'innerHeight', { value: 300, configurable: true, writable: true });
  // Not a mock, because that keeps each element for which it is called.
  HTMLElement.prototype.getBoundingClientRect = function (this: HTMLElement) {
    const { parentElement: parent } = this;
    const isRow = parent?.localName === 'tbody';
    const before = (): number => (isRow ? heightBefore(this, parent) : 0);
    const rect = {
      height: isRow ? heightOf(this) : 0,
      get top(): number {
        return tableTop - document.documentElement.scrollTop + before();
      },
      get bottom(): number {
        return this.top + this.height;
      },
    };
    return rect as DOMRect;
  };
}

/** Scrolls the page, as its user does. */
export function scrollTo(top: number): void {
  document.documentElement.scrollTop = top;
  window.dispatchEvent(new Event('scroll'));
  window.dispatchEvent(new Event('scrollend'));
}

function heightBefore(row: HTMLElement, table: HTMLElement): number {
  const rows = Array.from(table.children) as HTMLElement[];
  return rows.slice(0, rows.indexOf(row)).reduce((sum, each) => sum + heightOf(each), 0);
}

const heightOf = (row: HTMLElement): number =>
  row.classList.contains('gap') ? Number.parseFloat(row.style.height) : height;
