/** Refuses an option of a controller that is not above 0 (a target, a period), in one sentence. */
export const positive = (controller: string, option: string, value: number): void => {
  if (!(value > 0))
    throw new RangeError(
      `Controller ${controller}: expected ${option} above 0, found ${value}; change that option.`,
    );
};
