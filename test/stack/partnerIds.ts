/** What the stand-ins for partners are registered as. */
export const partnerIds = { tsm: "sei-tsm", ca: "card-ca", maker: "phone-maker" } as const;
