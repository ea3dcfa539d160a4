/** Rounded up, but what is within 1e-9 above a whole number is taken for float noise. */
export const roundedUp = (exact: number): number => Math.ceil(exact - 1e-9) + 0;
