// How often a client hears of work on large files.

/** Tells each percent once: a file has thousands of pieces, and a person sees a hundred steps. */
export function everyPercent(total: number, tell: (done: number) => void): (done: number) => void {
  let last = -1;
  return done => {
    const percent = total === 0 ? 100 : Math.floor((done * 100) / total);
    if (percent === last) return;
    last = percent;
    tell(done);
  };
}
