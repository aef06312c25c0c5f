// The state of one verdict page: what it shows, and what its buttons do. Independent of VS Code.
import type { ReproductionState, ReproductionView } from '../../../src-shared/protocol/views';
import type {
  FromReproductionWebview,
  ReproductionWebviewState,
  ToReproductionWebview,
} from '../../../src-shared/protocol/webview';
import { t } from '../ui/l10n';

/** A run: its URI and its name for people. */
export interface ReproducedRun {
  readonly run: string;
  readonly label: string;
}

/** What a session needs from its environment. */
export interface ReproductionPorts {
  post(message: ToReproductionWebview): void;
  /** Reproduces the run again. */
  again(): void;
  open(): void;
  copy(markdown: string): void;
  /** Asks where the new manifest is kept, and writes it. */
  keep(manifest: string): void;
}

/** A step that began or ended. */
export interface ReportedStep {
  readonly name: string;
  readonly state: ReproductionState | 'running';
}

/** One verdict page over its lifetime. */
export interface ReproductionSession {
  /** Aborted when the user cancels or closes the page. */
  readonly signal: AbortSignal;
  readonly isRunning: () => boolean;
  step(step: ReportedStep): void;
  finish(end: { readonly view: ReproductionView } | { readonly message: string }): void;
  receive(message: FromReproductionWebview): void;
  close(): void;
}

/** Starts a session: with a result that was saved, or with a reproduction that begins. */
export function startReproductionSession(
  ports: ReproductionPorts,
  { run, label, ...start }: ReproducedRun & { readonly restored?: ReproductionView | 'nothing' },
): ReproductionSession {
  const stop = new AbortController();
  let isClosed = false;
  let shown: ToReproductionWebview = firstMessage({ run, label }, start.restored);

  function show(message: ToReproductionWebview): void {
    shown = message;
    if (!isClosed) ports.post(message);
  }

  return {
    signal: stop.signal,
    isRunning: () => shown.type === 'running',
    step({ name, state }) {
      if (shown.type !== 'running') return;
      const others = shown.steps.filter(step => step.name !== name);
      show({ ...shown, steps: [...others, { name, state }] });
    },
    finish(end) {
      show(
        'view' in end ? { type: 'view', run, view: end.view } : { type: 'failure', run, label, message: end.message },
      );
    },
    receive({ type }) {
      const view = shown.type === 'view' ? shown.view : undefined;
      if (type === 'ready') ports.post(shown);
      else if (type === 'cancel') stop.abort();
      else if (type === 'again') ports.again();
      else if (type === 'open') ports.open();
      else if (type === 'copyMarkdown' && view) ports.copy(view.markdown);
      else if (type === 'keepManifest' && view?.manifest !== undefined) ports.keep(view.manifest);
    },
    close() {
      isClosed = true;
      stop.abort();
    },
  };
}

function firstMessage(of: ReproducedRun, restored: ReproductionView | 'nothing' | undefined): ToReproductionWebview {
  if (restored === undefined) return { type: 'running', ...of, steps: [{ name: 'manifest', state: 'running' }] };
  if (restored !== 'nothing') return { type: 'view', run: of.run, view: restored };
  return {
    type: 'failure',
    ...of,
    message: t('No verdict was saved before the window was closed. Reproduce the run again.'),
  };
}

/** Reads the state that the page saved before a reload of the window; undefined when it does not name a run. */
export function savedReproduction(
  state: unknown,
): (ReproducedRun & { readonly restored: ReproductionView | 'nothing' }) | undefined {
  const { run, label, view } = (typeof state === 'object' && state !== null ? state : {}) as Partial<
    Record<keyof ReproductionWebviewState, unknown>
  >;
  if (typeof run !== 'string' || run === '' || typeof label !== 'string') return undefined;
  return { run, label, restored: isView(view) ? view : 'nothing' };
}

// An older version may have saved another form.
function isView(value: unknown): value is ReproductionView {
  if (typeof value !== 'object' || value === null) return false;
  const view = value as Record<string, unknown>;
  return (
    ['label', 'verdict', 'title', 'meaning', 'markdown'].every(key => typeof view[key] === 'string') &&
    ['reasons', 'steps', 'metrics', 'environment'].every(key => Array.isArray(view[key]))
  );
}
