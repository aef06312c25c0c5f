// A quick pick of VS Code for tests: `answer` sees the items once all are there, and selects one of them or none.

/** A URI as far as the run picker uses it. */
export class FakeUri {
  constructor(
    readonly scheme: string,
    readonly path: string,
    readonly fragment: string,
  ) {}

  static parse(text: string): FakeUri {
    const [, scheme = '', path = '', , fragment = ''] = /^(\w+):\/\/([^#]*)(#(.*))?$/.exec(text) ?? [];
    return new FakeUri(scheme, path, fragment);
  }

  static file(path: string): FakeUri {
    return new FakeUri('file', path, '');
  }

  with({ fragment }: { readonly fragment: string }): FakeUri {
    return new FakeUri(this.scheme, this.path, fragment);
  }

  toString(): string {
    return `${this.scheme}://${this.path}${this.fragment && `#${this.fragment}`}`;
  }
}

/** An item of a quick pick. */
export interface PickItem {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly kind?: number;
}

/** What is shown when the pick is no longer busy, and what was shown before. */
export interface ShownPick {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly PickItem[];
  /** The lists that were shown while it was busy. */
  readonly earlier: readonly (readonly PickItem[])[];
}

/** The part of `vscode` that a pick needs; `window` has only the pick. */
export function fakePick(answer: (pick: ShownPick) => PickItem | undefined) {
  const createQuickPick = () => new FakePick(answer);
  class CancellationTokenSource {
    readonly token = { isCancellationRequested: false };
    cancel(): void {
      this.token.isCancellationRequested = true;
    }
  }
  return { window: { createQuickPick }, QuickPickItemKind: { Separator: -1 }, CancellationTokenSource };
}

class FakePick {
  title = '';
  placeholder = '';
  selectedItems: readonly PickItem[] = [];
  activeItems: readonly PickItem[] = [];
  private shown: readonly PickItem[] = [];
  private readonly earlier: (readonly PickItem[])[] = [];
  private isBusy = true;
  private isOpen = false;
  private accept = (): void => undefined;
  private hidden = (): void => undefined;

  constructor(private readonly answer: (pick: ShownPick) => PickItem | undefined) {}

  get items(): readonly PickItem[] {
    return this.shown;
  }

  set items(items: readonly PickItem[]) {
    this.shown = items;
    this.earlier.push(items);
  }

  get busy(): boolean {
    return this.isBusy;
  }

  set busy(isBusy: boolean) {
    this.isBusy = isBusy;
    // The placeholder is set in the same turn.
    if (!isBusy) queueMicrotask(() => this.isOpen && this.decide());
  }

  private decide(): void {
    const { title, placeholder, shown, earlier } = this;
    const chosen = this.answer({ title, placeholder, items: shown, earlier: earlier.slice(0, -1) });
    this.selectedItems = chosen ? [chosen] : [];
    if (chosen) this.accept();
    else this.hide();
  }

  onDidAccept(listener: () => void): void {
    this.accept = listener;
  }

  onDidHide(listener: () => void): void {
    this.hidden = listener;
  }

  show(): void {
    this.isOpen = true;
  }

  hide(): void {
    this.isOpen = false;
    this.hidden();
  }

  dispose(): void {
    this.hidden = () => undefined;
  }
}
