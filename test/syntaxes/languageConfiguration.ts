// language-configuration.json and its patterns, for tests.
import { readFileSync } from 'node:fs';

const path = new URL('../../syntaxes/language-configuration.json', import.meta.url);

export const configuration = JSON.parse(readFileSync(path, 'utf8'));
/** A line below which the next one is indented. */
export const increase = new RegExp(configuration.indentationRules.increaseIndentPattern);
/** A line that moves to column 1. */
export const decrease = new RegExp(configuration.indentationRules.decreaseIndentPattern);
/** The text before the cursor at which Enter indents. */
export const enter = new RegExp(configuration.onEnterRules[0].beforeText);
