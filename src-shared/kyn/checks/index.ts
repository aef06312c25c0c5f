// The list of all checks, in the order of docs/diagnostics.md.
import type { Check } from '../check';
import { badNumber } from './badNumber';
import { booleanCase } from './booleanCase';
import { byteOrderMark } from './byteOrderMark';
import { callArguments } from './callArguments';
import { csvFeatures } from './csvFeatures';
import { csvMissing } from './csvMissing';
import { csvTarget } from './csvTarget';
import { duplicateBlock } from './duplicateBlock';
import { duplicateKey } from './duplicateKey';
import { duplicateName } from './duplicateName';
import { floatingData } from './floatingData';
import { importBroken } from './importBroken';
import { importProblem } from './importProblem';
import { importSyntax } from './importSyntax';
import { layerArguments } from './layerArguments';
import { missingBlock } from './missingBlock';
import { missingBlockName } from './missingBlockName';
import { missingColon } from './missingColon';
import { missingEquals } from './missingEquals';
import { missingKey } from './missingKey';
import { missingValue } from './missingValue';
import { modelInput } from './modelInput';
import { nestedTooDeep } from './nestedTooDeep';
import { noSeed } from './noSeed';
import { nothingToTrain } from './nothingToTrain';
import { notUtf8 } from './notUtf8';
import { onnxOnly } from './onnxOnly';
import { onnxShape } from './onnxShape';
import { outOfRange } from './outOfRange';
import { outputUnits } from './outputUnits';
import { paramValue } from './paramValue';
import { secretInSpec } from './secretInSpec';
import { singleQuotes } from './singleQuotes';
import { softmaxLoss } from './softmaxLoss';
import { strayLine } from './strayLine';
import { sweepAxis } from './sweepAxis';
import { sweepAxisNotList } from './sweepAxisNotList';
import { sweepDuplicate } from './sweepDuplicate';
import { sweepEffect } from './sweepEffect';
import { sweepSize } from './sweepSize';
import { tabIndentation } from './tabIndentation';
import { unclosedBracket } from './unclosedBracket';
import { unclosedString } from './unclosedString';
import { undefinedParam } from './undefinedParam';
import { unexpectedBlockName } from './unexpectedBlockName';
import { unexpectedCharacter } from './unexpectedCharacter';
import { unexpectedText } from './unexpectedText';
import { unknownBlock } from './unknownBlock';
import { unknownKey } from './unknownKey';
import { unknownName } from './unknownName';
import { unknownWord } from './unknownWord';
import { unsupportedWord } from './unsupportedWord';
import { unused } from './unused';
import { weakDeterminism } from './weakDeterminism';
import { wrongIndentation } from './wrongIndentation';
import { wrongType } from './wrongType';

/** All checks of a spec. */
export const checks: readonly Check[] = [
  badNumber,
  booleanCase,
  byteOrderMark,
  callArguments,
  csvFeatures,
  csvMissing,
  csvTarget,
  duplicateBlock,
  duplicateKey,
  duplicateName,
  floatingData,
  importBroken,
  importProblem,
  importSyntax,
  layerArguments,
  missingBlock,
  missingBlockName,
  missingColon,
  missingEquals,
  missingKey,
  missingValue,
  modelInput,
  nestedTooDeep,
  noSeed,
  notUtf8,
  nothingToTrain,
  onnxOnly,
  onnxShape,
  outOfRange,
  outputUnits,
  paramValue,
  secretInSpec,
  singleQuotes,
  softmaxLoss,
  strayLine,
  sweepAxis,
  sweepAxisNotList,
  sweepDuplicate,
  sweepEffect,
  sweepSize,
  tabIndentation,
  unclosedBracket,
  unclosedString,
  undefinedParam,
  unexpectedBlockName,
  unexpectedCharacter,
  unexpectedText,
  unknownBlock,
  unknownKey,
  unknownName,
  unknownWord,
  unsupportedWord,
  unused,
  weakDeterminism,
  wrongIndentation,
  wrongType,
];
