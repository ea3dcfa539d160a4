/** Probability that all c servers are busy at load rho: Erlang's C formula (Erlang 1917), by the recursion of his B. */
export function erlangC(servers: number, load: number): number {
  const offered = servers * load;
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (offered * blocked) / (n + offered * blocked);
  return blocked / (1 - load * (1 - blocked));
}

/** Mean wait of M/M/c in units of the mean work. */
export const waitOfMMc = (servers: number, load: number): number =>
  erlangC(servers, load) / (servers * (1 - load));

/** Mean wait of M/G/1 in units of the mean work, by its coefficient of variation (Pollaczek 1930, Khinchine 1932). */
export const waitOfMG1 = (load: number, cv: number): number => (load * (1 + cv * cv)) / (2 * (1 - load));

/** Mean response under processor sharing in units of the mean work, whatever its distribution (Kleinrock 1967). */
export const responseOfSharing = (load: number): number => 1 / (1 - load);
