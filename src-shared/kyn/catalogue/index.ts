// What may stand in a spec: blocks, keys, words, calls. The one place for it; checks, completion, hover and docs read from here.
// Sources: the KynML documentation (`documented`), or this project's decision where it is silent (`assumed`); see docs/language.md.
export { blocks, keySpec } from './blocks';
export { callSpec, calls } from './calls';
export type {
  BlockSpec,
  CallArgument,
  CallSpec,
  KeySpec,
  ValueType,
  Word,
  WordCategory,
  WordStatus,
} from './types';
export { closedLists, wordSpec, wordStatus, words } from './words';
