// The state of one diff panel: its sides, the pin and the last result. Requests comparisons and drops stale responses.
// Independent of VS Code.
import type { DiffAnswer } from '../../../src-shared/protocol/requests';
import type { ToDiffWebview } from '../../../src-shared/protocol/webview';
import { t } from '../ui/l10n';
import { latestAnswer } from './latestAnswer';

/** The two compared files as URIs. A is the baseline. */
export interface Sides {
  readonly a: string;
  readonly b: string;
}

/** What a session needs from its environment. */
export interface SessionPorts {
  /** Compares two files; rejects when the language server does not respond. */
  ask(sides: Sides): Promise<DiffAnswer>;
  /** Whether a run is kept as the baseline of its spec. It may have to wait for the search of the workspace. */
  isKept(run: string): Promise<boolean>;
  /** Sends a message to the webview. Messages to a hidden webview are lost, so it requests them again when shown. */
  post(message: ToDiffWebview): void;
}

/** One comparison over its lifetime. */
export interface DiffSession {
  sides(): Sides;
  /** Whether A is pinned in this window. */
  pinned(): boolean;
  /** Whether A is kept as the baseline of its spec, as far as is known. */
  kept(): boolean;
  /** The webview was loaded, for the first time or after it was hidden. */
  ready(): void;
  /** Something that the comparison depends on changed. With `shown` false the refresh is deferred until it is shown. */
  changed(shown: boolean): void;
  /** Compares two other files in the same panel. */
  compare(sides: Sides): void;
  pin(pinned: boolean): void;
  /** Ends the session; later responses are dropped. */
  close(): void;
}

/** Starts a session and requests the first comparison immediately, before the webview is loaded. */
export function startDiffSession(ports: SessionPorts, start: Sides & { readonly pinned: boolean }): DiffSession {
  let { pinned } = start;
  const pinState = () => ({ pinned: pinned || kept.is(), ...(!pinned && kept.is() && { isKept: true as const }) });
  const kept = keptState(ports, () => answers.show());
  const answers = latestAnswer<Sides, DiffAnswer>(
    {
      ask: sides => answerOf(ports, sides),
      show: (answer, sides) => ports.post({ ...messageOf(answer, sides), ...pinState() }),
    },
    { a: start.a, b: start.b },
  );
  kept.ask(start.a);
  return {
    sides: answers.question,
    pinned: () => pinned,
    kept: kept.is,
    ready: answers.ready,
    changed: shown => {
      answers.changed(shown);
      kept.ask(answers.question().a);
    },
    compare: ({ a, b }) => {
      answers.change({ a, b });
      kept.ask(a);
    },
    pin: on => {
      pinned = on;
      answers.show();
    },
    close: answers.close,
  };
}

/** Whether side A is kept as a baseline. `changed` is called when the answer is another one. */
function keptState({ isKept }: Pick<SessionPorts, 'isKept'>, changed: () => void) {
  let [run, is] = ['', false];
  const receive = (asked: string, answer: boolean): void => {
    if (asked !== run || answer === is) return;
    is = answer;
    changed();
  };
  return {
    is: () => is,
    ask(asked: string): void {
      if (asked !== run) is = false;
      run = asked;
      // The comparison itself says that the language server does not respond.
      isKept(asked).then(
        answer => receive(asked, answer),
        () => undefined,
      );
    },
  };
}

const messageOf = (answer: DiffAnswer, { a, b }: Sides) =>
  answer.ok
    ? ({ type: 'view', view: answer.view } as const)
    : ({ type: 'failure', message: answer.message, a, b } as const);

async function answerOf(ports: SessionPorts, sides: Sides): Promise<DiffAnswer> {
  try {
    return await ports.ask(sides);
  } catch {
    return {
      ok: false,
      message: t(
        'The runs were not compared because the language server did not respond. See the output channel KynML for the reason.',
      ),
    };
  }
}
