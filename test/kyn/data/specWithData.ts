// Specs about data, and the findings about the data of a spec.
import { analyze } from '../../../src-shared/kyn/analyze';
import type { Data } from '../../../src-shared/kyn/data/data';
import { dataFindings } from '../../../src-shared/kyn/dataFindings';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { dataAmong } from './dataOfFixture';

/** A spec with a given data source, target, input size and params. */
export const spec = (source: string, { target = '"y"', input = '2', params = '' } = {}): string =>
  `${params && `params:\n    ${params}\n\n`}dataset D:\n    source = ${source}\n    target = ${target}\n\nmodel Net:\n    input ${input}\n    dense 1 linear\n\ntrain:\n    model = Net\n    data = D\n    loss = mse\n    optimizer = adam(lr=0.1)\n    epochs = 3\n    seed = 1\n`;

/** Severity, code, message and text of each finding about data. */
export function findings(text: string, data: Data): string[] {
  return dataFindings(analyze({ tree: parse(text) }), data).map(
    d => `${d.severity} ${d.code}: ${d.message} @ ${text.slice(d.span.start, d.span.end)}`,
  );
}

/** The findings of a spec with one file beside it. */
export const withFile = (content: string | Uint8Array, text = spec('csv("d.csv")')): string[] =>
  findings(text, dataAmong({ '/w/d.csv': content }, { spec: '/w/s.kyn' }));
