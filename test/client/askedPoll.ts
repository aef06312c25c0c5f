// What tests of polls share: questions that the test answers, and a timer that elapses when the test says so.

/** The ports of a poll, and what the test does with them. */
export function askedPoll<Answer>() {
  const pauses: number[] = [];
  let respond: { give: (answer: Answer) => void; fail: (error: Error) => void } | undefined;
  let timer: (() => void) | undefined;
  const settle = () => new Promise(resolve => setTimeout(resolve));
  return {
    /** A question that waits for its answer. */
    ask: (): Promise<Answer> =>
      new Promise((give, fail) => {
        respond = { give, fail };
      }),
    wait(milliseconds: number, then: () => void): () => void {
      pauses.push(milliseconds);
      timer = then;
      return () => {
        timer = undefined;
      };
    },
    /** How long the poll waited each time, in milliseconds. */
    pauses,
    isWaiting: () => timer !== undefined,
    async answer(answer: Answer) {
      respond?.give(answer);
      await settle();
    },
    async fail() {
      respond?.fail(new Error('no server'));
      await settle();
    },
    async elapse() {
      const then = timer;
      timer = undefined;
      then?.();
      await settle();
    },
  };
}
