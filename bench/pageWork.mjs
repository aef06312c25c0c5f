// The CPU time that a page in Chromium needs for something, which other load on the machine does not change.

const PARTS = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'];

/** A function that does something and resolves to the CPU time in ms that scripts, styles and layout of the page took meanwhile. */
export async function pageWork(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const total = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.filter(({ name }) => PARTS.includes(name)).reduce((sum, { value }) => sum + value * 1000, 0);
  };
  return async action => {
    const before = await total();
    await action();
    return (await total()) - before;
  };
}
