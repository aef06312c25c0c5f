// The answer to a question that changes, and whose answer changes too. Independent of VS Code.

/** What is asked and where answers go. */
export interface AnswerPorts<Q, A> {
  /** Never rejects. */
  ask(question: Q): Promise<A>;
  show(answer: A, question: Q): void;
}

/** The last answer. */
export interface LatestAnswer<Q, A> {
  question(): Q;
  /** Undefined until the current question is answered. */
  answer(): A | undefined;
  /** Shows the answer again, if there is one, and asks again if it is outdated. */
  ready(): void;
  /** Shows the answer again, if there is one. */
  show(): void;
  /** Asks again. There is one request at a time; changes during a request cause a single further request. */
  refresh(): void;
  /** The answer may have changed. With `shown` false the refresh is deferred until `ready`. */
  changed(shown: boolean): void;
  /** Asks another question. A later answer to the last one is dropped. */
  change(question: Q): void;
  /** Later answers are dropped. */
  close(): void;
}

/** Asks a question immediately, and again when its answer may have changed. */
export function latestAnswer<Q, A>(ports: AnswerPorts<Q, A>, start: Q): LatestAnswer<Q, A> {
  let question = start;
  let answer: A | undefined;
  let [asking, stale, closed] = [false, true, false];

  async function work(): Promise<void> {
    asking = true;
    while (stale && !closed) {
      stale = false;
      const asked = question;
      const response = await ports.ask(asked);
      if (asked !== question) continue;
      answer = response;
      show();
    }
    asking = false;
  }

  function refresh(): void {
    stale = true;
    if (!asking) void work();
  }

  function show(): void {
    if (answer !== undefined && !closed) ports.show(answer, question);
  }

  refresh();
  return {
    question: () => question,
    answer: () => answer,
    ready() {
      show();
      if (stale) refresh();
    },
    show,
    refresh,
    changed(shown) {
      stale = true;
      if (shown) refresh();
    },
    change(next) {
      question = next;
      answer = undefined;
      refresh();
    },
    close() {
      closed = true;
    },
  };
}
