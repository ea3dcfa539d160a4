/**
 * BUNGEE's own curves (github.com/NikolasHerbst/BUNGEE, AbstractMetricTest.java, Apache-2.0), T = 20 time units; theta is
 * worked by hand, because BUNGEE has no normalised form.
 */
export const demandLevels: [number, number][] = [
  [0, 1],
  [7, 5],
  [16, 3],
  [17, 2],
  [19, 4],
];
export const supplyLevels: [number, number][] = [
  [0, 1],
  [2, 2],
  [3, 1],
  [5, 3],
  [9, 7],
  [11, 6],
  [12, 8],
  [14, 2],
];
