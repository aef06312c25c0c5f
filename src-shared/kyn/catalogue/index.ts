// The vocabulary of a spec: blocks, keys, words and calls. No other folder defines it. Sources: the KynML documentation
// (`documented`), or an assumption where it does not specify something (`assumed`); see docs/language.md.
export { blocks, documentedDefault, keySpec } from './blocks';
export { callSpec, calls, checkpointForm, earlyStopForm } from './calls';
export type {
  BlockSpec,
  CallArgument,
  CallForm,
  CallSpec,
  KeySpec,
  ValueType,
  Word,
  WordCategory,
  WordStatus,
} from './types';
export { closedLists, wordSpec, wordStatus, words } from './words';
