// The numbers in a TOML file of metrics. Forms that metrics do not need, such as texts of many lines, are not read.
import type { JsonNode } from '../../../text/jsonText';
import { jsonNumber, jsonObject } from '../../../text/makeJson';
import { numberToken } from './numberToken';

const NAME = `(?:[A-Za-z0-9_-]{1,200}|"[^"\\\\]{1,200}")`;
const PATH = new RegExp(`^${NAME}(?:\\.${NAME}){0,20}$`);
const TABLE = /^\[([^[\]]{1,500})\]\s*(?:#.*)?$/;
const UNREAD = /"""|'''|^[ \t]*\[\[|=[ \t]*\{/m;

/** An object of the numbers by their path with `/`; undefined for a text that is not TOML or has a form that is not read. */
export function tomlNumbers(text: string): JsonNode | undefined {
  if (UNREAD.test(text)) return undefined;
  const found: [string, JsonNode][] = [];
  let table = '';
  for (const line of text.split(/\r?\n/).map(part => part.trim())) {
    const header = TABLE.exec(line)?.[1]?.trim();
    const at = line.startsWith('#') ? -1 : line.indexOf('=');
    const path = header ?? line.slice(0, Math.max(0, at)).trim();
    if (path === '') continue;
    if (!PATH.test(path)) return undefined;
    const name = path.replaceAll('"', '').replaceAll('.', '/');
    if (header !== undefined) table = `${name}/`;
    const [value = ''] = line.slice(at + 1).split('#', 1);
    const token = header === undefined ? numberToken(value.trim().replace(/(?<=\d)_(?=\d)/g, '')) : undefined;
    if (token !== undefined) found.push([`${table}${name}`, jsonNumber(token)]);
  }
  return found.length === 0 ? undefined : jsonObject(found);
}
