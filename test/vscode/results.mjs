// What a failed test leaves: pictures and the logs of VS Code, in test-results/ (ignored by git, uploaded by a CI).
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/project.mjs';

/** The folder for pictures and logs. */
export const resultsDir = path.join(root, 'test-results');

/** A file name in that folder, made from the name of a test. */
export const resultFile = (name, ending) =>
  path.join(resultsDir, `${name.replace(/[^\w-]+/g, '-').slice(0, 100)}${ending}`);

/** Saves a picture of the window and the logs of its server. */
export async function keepEvidence({ driver, server }, name) {
  await driver.screenshot(resultFile(name, '.png')).catch(() => {});
  const logs = path.join(server.data, 'data', 'logs');
  if (existsSync(logs)) cpSync(logs, resultFile(name, '-logs'), { recursive: true });
}
