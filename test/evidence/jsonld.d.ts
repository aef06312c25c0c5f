// What the tests use of jsonld, which has no types of its own.
declare module 'jsonld' {
  interface ExpandOptions {
    readonly base: string;
    readonly safe: boolean;
    readonly documentLoader: (url: string) => Promise<{ readonly document: object; readonly documentUrl: string }>;
  }
  const jsonld: { expand(document: object, options: ExpandOptions): Promise<unknown> };
  export = jsonld;
}
