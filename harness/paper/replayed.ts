import { francisLaw } from '../controllers/rules/francis-law.ts';
import { type LoggedDecision, loggedDecisions } from './figures.ts';

/** A logged decision with what the identified law would have done in its place. */
export interface Shadowed extends LoggedDecision {
  readonly law: number;
}

/** The logged moves against the identified law, row by row: the law as a shadow of the logs. */
export interface Replayed {
  readonly rows: number;
  readonly agreeing: number;
  readonly robust: number;
  readonly robustAgreeing: number;
  readonly table: readonly Shadowed[];
}

export function replayDecisions(): Replayed {
  const table = loggedDecisions().map(row => {
    const { meanAgeSeconds, running, waiting } = row;
    return { ...row, law: francisLaw({ meanAgeSeconds, running, waiting }).delta };
  });
  const agreeing = table.filter(row => row.law === row.logged);
  return {
    rows: table.length,
    agreeing: agreeing.length,
    robust: table.filter(row => row.robust).length,
    robustAgreeing: agreeing.filter(row => row.robust).length,
    table,
  };
}
