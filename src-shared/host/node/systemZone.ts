// The time zone of the machine.

/** The minutes that local time is ahead of UTC at a time in milliseconds since 1970. */
export const systemZone = (time: number): number => 0 - new Date(time).getTimezoneOffset();
