/** A column of numbers without a box around each. */
export type Column = Uint8Array | Int32Array | Float64Array;

/** The same column with room for twice as much. */
export function wider<C extends Column>(column: C): C {
  const twice = new (column.constructor as new (size: number) => C)(column.length * 2);
  twice.set(column);
  return twice;
}
