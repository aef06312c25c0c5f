// The headless Chromium that opens the workbench.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { Halt } from '../../scripts/project.mjs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

// A fixed scale and font rendering keep screenshots alike; the rest keeps the browser from asking the network.
const browserArgs = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--font-render-hinting=none',
  '--no-first-run',
];

/** The Chromium of this machine: CHROMIUM, else one of the usual places. */
function findChromium() {
  const named = process.env.CHROMIUM;
  if (named && !existsSync(named)) throw new Halt(`CHROMIUM names ${named}, which does not exist.`);
  const found = named ?? usualPlaces.find(existsSync);
  if (found) return found;
  throw new Halt(
    'No Chromium found. Install it (Debian, Ubuntu: apt-get install -y chromium) or set CHROMIUM to the path of a Chromium or Chrome.',
  );
}

/** Starts the browser; close it with its own close(). */
export const launchBrowser = () => chromium.launch({ executablePath: findChromium(), args: browserArgs });
