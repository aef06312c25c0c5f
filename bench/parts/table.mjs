// The table of runs: the answer of the server, and the page in Chromium until its first frame, and while it scrolls, sorts and filters.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ProgressType } from 'vscode-languageserver/node';
import { Halt, root } from '../../scripts/project.mjs';
import { launchBrowser } from '../../test/vscode/browser.mjs';
import { writeManifests } from '../makeRuns.mjs';
import { smallSpec } from '../makeSpec.mjs';
import { pageWork } from '../pageWork.mjs';
import { row } from '../rows.mjs';
import { kynInVscode, writeSpec } from '../servers.mjs';
import { start } from '../session.mjs';
import { fastest, median, rounded } from '../statistics.mjs';
import { waitsOfHover } from '../waitsOfHover.mjs';

/** Workspaces of 100, 1,000 and 10,000 runs. */
export const table = {
  title: 'Table of runs: the answer of the server, and the page',
  async run({ folder, quick, note }) {
    const rows = [];
    for (const runs of quick ? [100, 1000] : [100, 1000, 10_000])
      rows.push(...(await measure({ folder, runs, rounds: quick ? 1 : 5, note })));
    return rows;
  },
};

async function measure({ folder, runs, rounds, note }) {
  const place = path.join(folder, `table-${runs}`);
  const spec = writeSpec(place, smallSpec);
  writeManifests(place, runs);
  const { answer, first, later, wait } = await answers(spec, rounds);
  const title = `${runs.toLocaleString('en')} runs`;
  const answerRow = row({
    id: `table-answer-${runs}`,
    title: `${title}: answer of \`kynml/runTable\` once the workspace is read`,
    unit: 'ms',
    value: fastest(later),
    figures: {
      firstMs: rounded(first),
      longestWaitMs: rounded(wait),
      kB: rounded(Buffer.byteLength(JSON.stringify(answer)) / 1000),
    },
  });
  const page = await pageFigures(place, answer, rounds).catch(error => {
    if (!(error instanceof Halt)) throw error;
    note(error.message);
    return undefined;
  });
  return page ? [answerRow, ...pageRows(title, runs, page)] : [answerRow];
}

async function answers({ folder, file, text }, rounds) {
  const session = await start(kynInVscode(), { folder });
  await session.open(file, text);
  await session.diagnostics();
  const times = [];
  let answer;
  for (let i = 0; i <= rounds; i++) {
    const from = performance.now();
    answer = await askTable(session);
    times.push(performance.now() - from);
  }
  // In a request of its own, because the hovers take time too.
  const waits = waitsOfHover(session);
  await askTable(session);
  const wait = await waits.stop();
  await session.stop();
  if (!answer?.runs.length) throw new Halt('The table has no runs.');
  const [first, ...later] = times;
  return { answer, first, later, wait };
}

// In parts, as the extension asks for it.
async function askTable(session) {
  const parts = [];
  const listening = session.connection.onProgress(new ProgressType(), 'table', part => parts.push(part));
  const last = await session.ask('kynml/runTable', { partialResultToken: 'table' });
  listening.dispose();
  const all = key => [...parts, last].flatMap(part => part[key]);
  return last && { ...last, runs: all('runs'), columns: all('columns') };
}

function pageRows(title, runs, { paint, paintWork, frames, sort, filter, nodes }) {
  const isLargest = runs === 10_000;
  return [
    row({
      id: `table-paint-${runs}`,
      title: `${title}: CPU time of the page from the message to the first frame`,
      unit: 'ms',
      value: median(paintWork),
      goal: { atMost: 200 },
      ...(isLargest && { summary: `Table of ${title}, first frame of the page` }),
      figures: { wallMs: rounded(median(paint)), nodes, allMs: paintWork.map(rounded) },
    }),
    row({
      id: `table-scroll-${runs}`,
      title: `${title}: CPU time of the page for a frame while scrolling, the longest of ${FRAMES}`,
      unit: 'ms',
      value: median(frames.map(all => Math.max(...all))),
      goal: { atMost: 16.7 },
      ...(isLargest && { summary: `Table of ${title}, longest frame while scrolling` }),
      figures: { medianMs: rounded(median(frames.flat())) },
    }),
    row({
      id: `table-sort-${runs}`,
      title: `${title}: CPU time of the page to sort by another column`,
      unit: 'ms',
      value: median(sort),
      goal: { atMost: 33 },
      figures: { filterMs: rounded(median(filter)) },
    }),
  ];
}

async function pageFigures(folder, view, rounds) {
  const file = writePage(folder);
  const browser = await launchBrowser();
  const found = { paint: [], paintWork: [], frames: [], sort: [], filter: [], nodes: 0 };
  try {
    for (let i = 0; i < rounds; i++) {
      const page = await browser.newPage({ viewport: { width: 1100, height: 720 } });
      await page.goto(pathToFileURL(file).href);
      const one = await measurePage(page, view);
      for (const name of ['paint', 'paintWork', 'frames', 'sort', 'filter']) found[name].push(one[name]);
      found.nodes = one.nodes;
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return found;
}

async function measurePage(page, view) {
  const work = await pageWork(page);
  const message = await page.evaluateHandle(data => data, { type: 'table', view, query: {} });
  let paint = 0;
  const paintWork = await work(async () => {
    paint = await page.evaluate(showTable, message);
  });
  const frames = [];
  for (let i = 0; i < FRAMES; i++) frames.push(await work(() => page.evaluate(scroll, i)));
  const sort = await work(() => page.evaluate(sortRuns));
  const filter = await work(() => page.evaluate(filterRuns, 'run9'));
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  return { paint, paintWork, frames, sort, filter, nodes };
}

const FRAMES = 60;

function writePage(folder) {
  const script = path.join(root, 'dist', 'webviews', 'pages.js');
  if (!existsSync(script)) throw new Halt('There is no dist/webviews/pages.js. Build the extension.');
  const style = readFileSync(path.join(root, 'dist', 'webviews', 'runs.css'), 'utf8');
  const file = path.join(folder, 'table.html');
  const host = '{postMessage(){},getState(){},setState(){}}';
  writeFileSync(
    file,
    `<!DOCTYPE html><meta charset="utf-8"><style>${style}</style><div id="live"></div><main id="root" data-page="runs"></main>` +
      `<script>window.acquireVsCodeApi = () => (${host})</script><script>${readFileSync(script, 'utf8')}</script>`,
  );
  return file;
}

// The rest runs in the page. A frame has been shown when the one after it begins. The message is written and read by the page, so that reading it counts.
async function showTable(message) {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  const received = new Promise(resolve => window.addEventListener('message', resolve, { once: true }));
  const from = performance.now();
  window.postMessage(message, '*');
  await received;
  await frame();
  await frame();
  return performance.now() - from;
}

// Far from the place before, as with the thumb of the scroll bar: every row is another one.
async function scroll(i) {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  const grid = document.querySelector('.grid');
  grid.scrollTop = (i * 7919) % Math.max(1, grid.scrollHeight - grid.clientHeight);
  await frame();
  await frame();
}

function sortRuns() {
  /** @type {HTMLElement} */
  const head = document.querySelector('[data-cell="-1:2"]');
  head.click();
  document.querySelector('.grid').getBoundingClientRect();
}

function filterRuns(text) {
  /** @type {HTMLInputElement} */
  const input = document.querySelector('[data-key="filter"]');
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  document.querySelector('.grid').getBoundingClientRect();
}
