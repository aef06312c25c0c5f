// An editor with one document and lists with buttons, for tests of flows. A test presses what is shown.

/** A row as the list shows it. */
export interface ShownRow {
  readonly kind?: number;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly buttons?: readonly { readonly tooltip: string }[];
}

/** An edit as the document gets it. */
export interface FakeEdit {
  readonly range: FakeRange;
  readonly newText: string;
}

/** A range of VS Code. */
export class FakeRange {
  constructor(
    readonly line: number,
    readonly character: number,
    readonly endLine: number,
    readonly endCharacter: number,
  ) {}
  get start() {
    return { line: this.line, character: this.character };
  }
  get end() {
    return { line: this.endLine, character: this.endCharacter };
  }
}

/** A quick pick that a test drives. */
export class FakeList {
  title = '';
  placeholder = '';
  items: readonly ShownRow[] = [];
  selectedItems: readonly ShownRow[] = [];
  busy = false;
  isOpen = false;
  private accept = (): unknown => undefined;
  private press = (_: { item: ShownRow; button: object }): unknown => undefined;
  private hidden = (): void => undefined;
  onDidAccept = (listener: () => unknown) => {
    this.accept = listener;
  };
  onDidTriggerItemButton = (listener: typeof this.press) => {
    this.press = listener;
  };
  onDidHide = (listener: () => void) => {
    this.hidden = listener;
  };
  show = (): void => {
    this.isOpen = true;
  };
  hide = (): void => {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.hidden();
  };
  dispose = (): void => undefined;

  /** Each row on one line; a separator in dashes. */
  get lines(): string[] {
    return this.items.map(({ kind, label, description }) =>
      kind === -1 ? `-- ${label}` : [label, description].filter(Boolean).join(' | '),
    );
  }

  /** Selects the first row whose label contains a text. */
  select(text: string): void {
    this.selectedItems = this.items.filter(row => row.kind !== -1 && row.label.includes(text)).slice(0, 1);
    this.accept();
  }

  /** Presses a button of the first row whose label contains a text. */
  pressButton(text: string, tooltip: string): void {
    const item = this.items.find(row => row.label.includes(text));
    const button = item?.buttons?.find(one => one.tooltip === tooltip);
    if (!item || !button) throw new Error(`no button ${tooltip} at ${text} in ${this.lines.join(', ')}`);
    this.press({ item, button });
  }
}
