/*
 * KEDA's scaling modifiers, as far as they are sums of named metrics ("trigger_one + trigger_two").
 * Source: kedacore/keda@8b4f083c, pkg/scaling/modifiers/formula.go; the original understands all of the Expr language.
 */

/** The value of a sum of names and numbers; throws one sentence for anything else. */
export const formulaValue = (formula: string, metrics: ReadonlyMap<string, number>): number =>
  formula
    .split('+')
    .map(term => term.trim())
    .reduce((sum, term) => sum + termValue(term, formula, metrics), 0);

const termValue = (term: string, formula: string, metrics: ReadonlyMap<string, number>): number => {
  const value = metrics.get(term) ?? (/^\d+(\.\d+)?$/.test(term) ? Number(term) : undefined);
  if (value !== undefined) return value;
  throw new Error(
    `The formula "${formula}" must be a sum of metrics or numbers; "${term}" is neither (known: ${[...metrics.keys()].join(', ')}).`,
  );
};
