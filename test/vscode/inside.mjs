// Runs a suite inside the extension host of a freshly opened VS Code, shows its output and evaluates it.
import { openVscode } from './host.mjs';
import { keepEvidence } from './results.mjs';
import { verdict } from './verdict.mjs';

// Longer than one test may take, so a suite that makes no progress has ended without a word.
const silenceLimit = 600_000;
const testLine = /^\w+ \[test\] ?/;

/** Opens VS Code with `options.tests` (see openVscode) and returns { passed, failed }; `mayBeEmpty` allows a suite without tests. */
export async function runInside(tools, options) {
  const vscode = await openVscode(tools, options);
  try {
    const shown = showLines(vscode.lines);
    const code = await Promise.race([vscode.exited, shown.silence]);
    shown.stop();
    return await judge(code, { vscode, options });
  } finally {
    await vscode.close();
  }
}

async function judge(code, { vscode, options }) {
  const { passed, failed, empty, why } = verdict(code, vscode.lines);
  if (empty && options.mayBeEmpty) return { passed: 0, failed: 0 };
  if (why) console.log(`  ${why}`);
  if (failed > 0) await keepEvidence(vscode, 'extension-host');
  if (why && !process.env.VERBOSE) console.log(vscode.lines.slice(-30).join('\n'));
  return { passed, failed };
}

/**
 * Prints the lines of the suite as they come, all lines with VERBOSE: { stop(), silence }. `silence` resolves to a sentence once
 * no test has printed anything for too long.
 */
function showLines(lines) {
  let shown = 0;
  let last = { at: Date.now(), line: 'no test' };
  let giveUp;
  const silence = new Promise(resolve => {
    giveUp = resolve;
  });
  const show = () => {
    for (const line of lines.slice(shown)) {
      if (testLine.test(line)) {
        last = { at: Date.now(), line: line.replace(testLine, '') };
        console.log(`  ${last.line}`);
      } else if (process.env.VERBOSE) console.log(line);
    }
    shown = lines.length;
    if (Date.now() - last.at > silenceLimit)
      giveUp(`no test ended within ${silenceLimit / 1000} s, the last line was: ${last.line}`);
  };
  const timer = setInterval(show, 100);
  const stop = () => {
    clearInterval(timer);
    show();
  };
  return { stop, silence };
}
