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

/** What the editor was asked to do. */
export const editor = {
  document: { uri: undefined as unknown, version: 1, isClosed: false },
  lists: [] as FakeList[],
  edits: [] as (readonly { readonly newText: string }[])[],
  messages: [] as { readonly text: string; readonly buttons: readonly string[] }[],
  commands: [] as (readonly unknown[])[],
  selection: undefined as unknown,
  pick: '',
};

/** Empties what the editor was asked to do. */
export function resetEditor(): void {
  Object.assign(editor.document, { version: 1, isClosed: false });
  Object.assign(editor, { lists: [], edits: [], messages: [], commands: [], selection: undefined, pick: '' });
}

/** The parts of VS Code that lists and edits need. */
export function fakeVscode() {
  const show = async (text: string, ...buttons: string[]) => void editor.messages.push({ text, buttons });
  class Uri {
    constructor(
      readonly scheme: string,
      readonly path: string,
      readonly query = '',
    ) {}
    static parse = (text: string): Uri => new Uri('file', text.replace('file://', ''));
    static from = ({ scheme, path, query }: Uri): Uri => new Uri(scheme, path, query);
    toString = (): string => `${this.scheme}://${this.path}`;
  }
  return {
    Uri,
    Range: FakeRange,
    Selection: class {
      constructor(
        readonly start: object,
        readonly end: object,
      ) {}
    },
    ThemeIcon: class {},
    TextEdit: { replace: (range: object, newText: string) => ({ range, newText }) },
    TextEditorRevealType: { InCenterIfOutsideViewport: 2 },
    QuickPickItemKind: { Separator: -1 },
    WorkspaceEdit: class {
      edits: never[] = [];
      set(_: unknown, edits: never[]) {
        this.edits = edits;
      }
    },
    commands: { executeCommand: async (...call: unknown[]) => void editor.commands.push(call) },
    workspace: {
      openTextDocument: async (uri: Uri) => Object.assign(editor.document, { uri }),
      applyEdit: async ({ edits }: { edits: never[] }) => {
        editor.edits.push(edits);
        editor.document.version++;
        return true;
      },
    },
    ProgressLocation: { Notification: 15, Window: 10 },
    window: {
      withProgress: (_: object, work: (progress: object, token: object) => unknown) => work({}, {}),
      showTextDocument: async () => ({
        set selection(at: unknown) {
          editor.selection = at;
        },
        revealRange: () => undefined,
      }),
      createQuickPick: () => {
        const list = new FakeList();
        editor.lists.push(list);
        return list;
      },
      showQuickPick: async (items: readonly { label: string }[]) =>
        items.find(({ label }) => editor.pick !== '' && label.includes(editor.pick)),
      showInformationMessage: show,
      showWarningMessage: show,
      showErrorMessage: show,
    },
  };
}

/** Waits for the work of a button. */
export const settle = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 0));
