// What one diff panel knows: its two sides, the pin and the last message. It asks the server and drops what is stale.
// It knows nothing of VS Code, so that a test can drive it.
import type { DiffAnswer } from '../../../src-shared/protocol/requests';
import type { ToDiffWebview } from '../../../src-shared/protocol/webview';
import { t } from '../ui/l10n';

/** The two compared files as URIs. A is the baseline. */
export interface Sides {
  readonly a: string;
  readonly b: string;
}

/** The outside of a session. */
export interface SessionPorts {
  /** Compares two files; rejects when the language server gives no answer. */
  ask(sides: Sides): Promise<DiffAnswer>;
  /** Sends to the webview; lost when it is hidden, which is why it asks again when it is shown. */
  post(message: ToDiffWebview): void;
}

/** One comparison over its lifetime. */
export interface DiffSession {
  sides(): Sides;
  pinned(): boolean;
  /** The webview was loaded, for the first time or after it was hidden. */
  ready(): void;
  /** Something that the comparison is made of changed. With `shown` false nobody looks, so it is asked for later. */
  changed(shown: boolean): void;
  /** Compares two other files in the same panel. */
  compare(sides: Sides): void;
  pin(pinned: boolean): void;
  /** Ends it: later answers go nowhere. */
  close(): void;
}

/** Starts a session and asks for its first comparison at once, before the webview is loaded. */
export function startDiffSession(ports: SessionPorts, start: Sides & { readonly pinned: boolean }): DiffSession {
  let sides: Sides = { a: start.a, b: start.b };
  let { pinned } = start;
  let answer: DiffAnswer | undefined;
  let [asking, stale, closed] = [false, true, false];

  /** One question at a time: changes that arrive meanwhile are answered by one more, whatever their number. */
  async function refresh(): Promise<void> {
    stale = true;
    if (asking) return;
    asking = true;
    while (stale && !closed) {
      stale = false;
      const asked = sides;
      const got = await answerOf(ports, asked);
      if (asked !== sides) continue;
      answer = got;
      post();
    }
    asking = false;
  }

  function post(): void {
    if (answer && !closed) ports.post(messageOf(answer, sides, pinned));
  }

  void refresh();
  return {
    sides: () => sides,
    pinned: () => pinned,
    ready: () => {
      post();
      if (stale) void refresh();
    },
    changed: shown => {
      stale = true;
      if (shown) void refresh();
    },
    compare: next => {
      sides = { a: next.a, b: next.b };
      answer = undefined;
      void refresh();
    },
    pin: on => {
      pinned = on;
      post();
    },
    close: () => {
      closed = true;
    },
  };
}

function messageOf(answer: DiffAnswer, { a, b }: Sides, pinned: boolean): ToDiffWebview {
  if (answer.ok) return { type: 'view', view: answer.view, pinned };
  return { type: 'failure', message: answer.message, a, b, pinned };
}

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
