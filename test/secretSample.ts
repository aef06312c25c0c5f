// A made-up secret.

/** A text of the form of an OpenAI key. Concatenated, so that scanners do not report it as a real secret. */
export const OPENAI = `sk${'-'}proj-${'Ab1'.repeat(8)}`;
