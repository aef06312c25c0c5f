// The names under which an evaluation records its functions. Source: fingerprint_eval (seed document 003).

/** The functions whose identity matters; lambdas are rejected. */
export const NAMED_FUNCTIONS: readonly string[] = ['score_fn', 'prepare_messages'];

/** Whether a recorded name is that of a lambda, which does not identify a function. */
export const isLambdaName = (name: string): boolean => name.includes('<lambda>');
