// Runs a suite inside the extension host of a freshly opened VS Code, shows its output and evaluates it.
import { openVscode } from './host.mjs';
import { keepEvidence } from './results.mjs';
import { verdict } from './verdict.mjs';

const limit = 300_000;
const testLine = /^\w+ \[test\] ?/;

/** Opens VS Code with `options.tests` (see openVscode) and returns { passed, failed }; `mayBeEmpty` allows a suite without tests. */
export async function runInside(tools, options) {
  const vscode = await openVscode(tools, options);
  try {
    const stopShowing = showLines(vscode.lines);
    const code = await Promise.race([vscode.exited, tooLong(limit)]);
    stopShowing();
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

/** Prints the lines of the suite when they arrive; all lines with VERBOSE. */
function showLines(lines) {
  let shown = 0;
  const show = () => {
    for (const line of lines.slice(shown)) {
      if (testLine.test(line)) console.log(`  ${line.replace(testLine, '')}`);
      else if (process.env.VERBOSE) console.log(line);
    }
    shown = lines.length;
  };
  const timer = setInterval(show, 100);
  return () => {
    clearInterval(timer);
    show();
  };
}

function tooLong(milliseconds) {
  return new Promise(resolve => {
    setTimeout(() => resolve(`no answer within ${milliseconds / 1000} s`), milliseconds).unref();
  });
}
