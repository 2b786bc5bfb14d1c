/** The shops that are registered on every local stack: one whose clerks act alone, and one that takes two of them. */
export const shopIds = { usual: "shop-1", twoPeople: "shop-2" } as const;
