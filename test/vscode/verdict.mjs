// Evaluates a run of the suite inside the extension host by its output. The exit code alone proves nothing: when the
// extension host dies (killed, out of memory, process.exit) VS Code reports 0. So the suite's own result line is required.

const resultLine = /\[test-result\] (\{.*\})/;

/** Returns { passed, failed, empty, why } for an exit code and the console lines of the run. */
export function verdict(code, lines) {
  const found = lines.map(line => resultLine.exec(line)?.[1]).filter(Boolean);
  if (found.length === 0) {
    return lost(`VS Code ended (${code}) without a result: the suite did not load, or the extension host died.`);
  }
  const { passed, failed } = JSON.parse(found.at(-1));
  if (passed + failed === 0) return { ...lost('The suite ran no test.'), empty: true };
  if (code !== 0 && failed === 0)
    return { passed, failed: 1, why: `All tests passed, but VS Code ended with ${code}.` };
  return { passed, failed, why: '' };
}

const lost = why => ({ passed: 0, failed: 1, why });
