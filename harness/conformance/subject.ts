/** What a vector file asks and expects: plain JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Fields = { readonly [key: string]: Json };

/**
 * Answers the vectors of one original. A file in this folder named after the vectors' `controller` field (lower case,
 * every run of other characters a hyphen: "nomad (policy level)" is `nomad-policy-level.ts`) exports one as `subject`.
 */
export interface Subject {
  /** A case without steps: the whole case's input in, the fields of `expected` out (more fields do no harm). */
  answer?(input: Fields): Fields;
  /** A case with steps: begins one instance, which is then asked step by step, in order. */
  begin?(input: Fields): (step: Fields) => Fields;
  /** How far a number in a field may be off, where it is not 1e-9. */
  tolerance?: { readonly [field: string]: number };
  /** Cases left out on purpose, each with its reason. */
  leftOut?: { readonly [caseName: string]: string };
}
