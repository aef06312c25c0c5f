// The JUnit report of kyn check as another program reads it.
import { expect, test } from 'vitest';
import { checkReport } from '../../server/src/cli/check/checkReport';
import { junit } from '../../server/src/cli/check/print/junit';
import type { Diagnostic } from '../../src-shared/text/diagnostic';
import { span } from '../../src-shared/text/span';
import { askPython } from '../python/askPython';
import { onDisk } from './cliEnvironment';

test('junit: a parser of XML reads it, whatever the names and texts are', context => {
  const message = `<>&"'\u0000\u001b\ufffe\uffff\ud800 ]]> \u202e`;
  const diagnostic: Diagnostic = { code: 'x', severity: 'error', message, span: span(0, 0), fixes: [] };
  const file = { path: `a${message}`, kind: 'kyn-spec', text: 'x', diagnostics: [diagnostic] };
  const report = { ...checkReport([file], [{ message, failed: true }]), problems: [message] };
  const script =
    'import xml.etree.ElementTree as tree\noutput = [c.attrib["name"] for c in tree.fromstring(input.encode()).iter("testcase")]';
  const names = askPython<string[]>(context, script, junit(report, onDisk('/w')));
  expect(names).toEqual([`a${shown}`, 'kyn check', shown]);
});

const shown = `<>&"'\\u0000\\u001b\\ufffe\\uffff\\ud800 ]]> \\u202e`;
