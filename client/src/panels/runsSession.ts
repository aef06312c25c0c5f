// The state of one table of runs: what it is made of, the last table, and the losses. Independent of VS Code.
import type {
  FromRunsWebview,
  LossCurve,
  RunTableQuery,
  RunTableView,
  ToRunsWebview,
} from '../../../src-shared/protocol/runTableView';
import { savedQuery } from '../../../src-shared/protocol/savedQuery';
import { t } from '../ui/l10n';
import { latestAnswer } from './latestAnswer';

/** What a session needs from its environment. */
export interface RunsPorts {
  /** Asks for a table; rejects when the language server does not respond. */
  ask(query: RunTableQuery): Promise<RunTableView | null>;
  /** Asks for the losses of these runs and of the trainings that run now. */
  askCurves(runs: readonly string[]): Promise<readonly LossCurve[]>;
  /** Sends a message to the page. Messages to a hidden page are lost, so it asks again when it is shown. */
  post(message: ToRunsWebview): void;
  /** Calls back after some milliseconds, until the returned function is called. */
  wait(milliseconds: number, then: () => void): () => void;
}

/** One table over its lifetime. */
export interface RunsSession {
  query(): RunTableQuery;
  /** The page was loaded, for the first time or after it was hidden. `saved`: what it showed before a reload of the window. */
  ready(saved?: RunTableQuery): void;
  /** Something that the table depends on changed. With `shown` false the refresh is deferred until it is shown. */
  changed(shown: boolean): void;
  /** Makes the table of something else. */
  change(query: RunTableQuery): void;
  /** Shows the losses of these runs, and keeps those of running trainings up to date. */
  showCurves(runs: readonly string[]): void;
  /** Ends the session; later answers are dropped. */
  close(): void;
}

/** How often the losses of running trainings are read, in milliseconds. */
const PAUSE_MS = 1000;

/** Starts a session and asks for the table. */
export function startRunsSession(ports: RunsPorts, start: RunTableQuery): RunsSession {
  const table = latestAnswer<RunTableQuery, TableMessage>(
    { ask: query => answerOf(ports, query), show: message => ports.post(message) },
    start,
  );
  const curves = startCurves(ports);
  let isNew = true;
  const change = (query: RunTableQuery): void => {
    isNew = false;
    table.change(query);
  };
  return {
    query: table.question,
    ready: saved => {
      // A page that was hidden may not know of the last change.
      const wanted = isNew && saved ? savedFor(start, saved) : start;
      if (!isSame(wanted, start)) return change(wanted);
      isNew = false;
      if (table.answer()?.type === 'failure') table.refresh();
      table.ready();
    },
    changed: table.changed,
    change,
    showCurves: curves.show,
    close: () => {
      table.close();
      curves.close();
    },
  };
}

// The file is that of the editor, whatever a page has saved.
function savedFor({ file }: RunTableQuery, saved: RunTableQuery): RunTableQuery {
  const { file: _, ...query } = savedQuery(saved);
  return file === undefined ? query : { ...query, file };
}

const isSame = (a: RunTableQuery, b: RunTableQuery): boolean =>
  a.file === b.file &&
  a.selected?.join('\n') === b.selected?.join('\n') &&
  a.baseline === b.baseline &&
  a.bySeed === b.bySeed;

type TableMessage = Extract<ToRunsWebview, { type: 'table' | 'failure' }>;

async function answerOf(ports: RunsPorts, query: RunTableQuery): Promise<TableMessage> {
  try {
    const view = await ports.ask(query);
    return view ? { type: 'table', view, query } : { type: 'failure', message: noRunsText(query), query };
  } catch {
    return {
      type: 'failure',
      message: t(
        'The runs were not listed because the language server did not respond. See the output channel KynML for the reason.',
      ),
      query,
    };
  }
}

const noRunsText = ({ file }: RunTableQuery): string =>
  file === undefined
    ? t('The runs were not listed. Try again.')
    : t('This file has no combinations of a sweep, so there is nothing to show as a table. Open it as text.');

/** The curves of a page: those of finished runs are read once, those of running trainings again and again. */
function startCurves({ askCurves, post, wait }: RunsPorts) {
  let [wanted, turn, closed] = [[] as readonly string[], 0, false];
  let finished: readonly LossCurve[] = [];
  let cancel: (() => void) | undefined;

  async function ask(runs: readonly string[], own: number): Promise<void> {
    cancel = undefined;
    const found = await askCurves(runs).catch((): readonly LossCurve[] => []);
    if (closed || own !== turn) return;
    if (runs.length > 0 || wanted.length === 0) finished = found.filter(curve => !curve.isRunning);
    const running = found.filter(curve => curve.isRunning);
    post({ type: 'curves', curves: [...running, ...finished] });
    if (running.length > 0) cancel = wait(PAUSE_MS, () => void ask([], own));
  }

  return {
    show(runs: readonly string[]): void {
      wanted = runs;
      turn++;
      cancel?.();
      void ask(runs, turn);
    },
    close(): void {
      closed = true;
      cancel?.();
    },
  };
}

/** The messages of a page that its session answers. */
export type SessionMessage = Extract<FromRunsWebview, { type: 'ready' | 'query' | 'curves' }>;

/** Gives a message of a page to its session; false for one that asks for an action. */
export function receive(session: RunsSession, message: FromRunsWebview): message is SessionMessage {
  if (message.type === 'ready') session.ready(message.saved);
  else if (message.type === 'query') session.change(message.query);
  else if (message.type === 'curves') session.showCurves(message.runs);
  else return false;
  return true;
}
