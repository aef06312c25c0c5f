// The names under which an evaluation records its functions. Source: fingerprint_eval (seed document 003) and its newer form.

/** The keys of the score function: of the documented form, and of the newer one, where it is the type of an object. */
export const SCORE_FUNCTIONS = ['score_fn', 'scorer'] as const;

/** The functions whose identity matters; lambdas are rejected. */
export const NAMED_FUNCTIONS: readonly string[] = [...SCORE_FUNCTIONS, 'prepare_messages'];

/** Whether a recorded name is that of a lambda, which does not identify a function. */
export const isLambdaName = (name: string): boolean => name.includes('<lambda>');
