// The list of tools for agents, those that only read first.
import type { AgentTool } from '../tool';
import { applyFixes } from './applyFixes';
import { check } from './check';
import { compare } from './compare';
import { createLock } from './createLock';
import { explainDifference } from './explainDifference';
import { explainFinding } from './explainFinding';
import { findRuns } from './findRuns';
import { lockState } from './lockState';
import { trace } from './trace';
import { train } from './train';
import { verify } from './verify';

/** All tools. */
export const agentTools: readonly AgentTool[] = [
  check,
  explainFinding,
  lockState,
  findRuns,
  compare,
  explainDifference,
  trace,
  verify,
  createLock,
  applyFixes,
  train,
];
