// Reads the file of a template.
import type { Host } from '../host/host';
import { readBeginning, reasonText } from '../host/readText';
import { readTemplate, type TemplateRead } from './template';

/** A larger file is not read to its end, in bytes, and then it is not JSON. */
const MAX_TEMPLATE = 64 * 1024;

/** The template in a file, or what is wrong: a clause after the name of the file. */
export function readTemplateFile(host: Host, path: string): TemplateRead {
  const read = readBeginning(host, path, MAX_TEMPLATE);
  return read.ok ? readTemplate(read.text) : { ok: false, problem: `cannot be read: ${reasonText(read.reason)}` };
}
