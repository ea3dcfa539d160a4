/** A number and how well it is known. `point`, `low` and `high` are in the unit of the thing. */
export interface Estimate {
  readonly point: number;
  readonly low: number;
  readonly high: number;
  /** How often such intervals hold the truth, 0 to 1; less than asked (0 for one value) where `n` allows no more. */
  readonly confidence: number;
  /** Units of analysis: seeds, never requests. */
  readonly n: number;
  readonly method: string;
}
