// Work that many changes ask for. Independent of VS Code.

/** Work that is asked for. */
export interface CombinedWork {
  /** Asks for the work soon; work in progress is followed by one more. */
  request(): void;
  dispose(): void;
}

/** Combines requests within `delayMs` milliseconds, and runs the work once at a time. An error of the work goes to `failed`. */
export function combinedWork(
  work: () => Promise<void>,
  { delayMs, failed }: { readonly delayMs: number; readonly failed: (error: unknown) => void },
): CombinedWork {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [isWorking, isRequested] = [false, false];
  const run = async (): Promise<void> => {
    if (isWorking) return;
    isWorking = true;
    while (isRequested) {
      isRequested = false;
      await work().catch(failed);
    }
    isWorking = false;
  };
  return {
    request() {
      isRequested = true;
      timer ??= setTimeout(() => {
        timer = undefined;
        void run();
      }, delayMs);
    },
    dispose: () => clearTimeout(timer),
  };
}
