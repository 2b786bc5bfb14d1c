/** Whether initialising a phone clears its secure element; what nobody has said of a phone is unknown. */
export const resetAnswers = ["yes", "no", "unknown"] as const;
export type ResetAnswer = (typeof resetAnswers)[number];
