export const service = "https://katazuke.example";
export const jws = "header.payload.signature";
export const deviceId = "3b1f8e0c5a7d42969f0e1c2b3a495867d8e7f60514233241506f7e8d9cabbac9";
export const signingId = "9d2c6f18a4b35e70c1d2e3f405162738495a6b7c8d9eafb0c1d2e3f405162738";
export const authenticationId = "41c7a05be6d92f3881726354a5b6c7d8e9fa0b1c2d3e4f506172839405a6b7c8";
export const revocationId = "c0ffee5ab1e0d15ea5e0fade0decade0beef0cafe0dad0bead0face0feed0babe".slice(0, 64);
export const signingThumbprint = "qV3pN8Yx0tKcR5mLhZ2wUe7sBjD4fGa1oIvQ9Xk6TyE";
export const authenticationThumbprint = "Zk1rW7uJ5dQn0yHsM9xCf3vTbL6gEa8pOiR2KtYzU4A";
export const deviceKeyThumbprint = "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s";
export const wipeId = "Jm4xV0q8T2nLs6Yd1RkPzW7c";
export const commandId = `${wipeId}.1`;
export const nonce = "b3Wn0cTqY7kLr2Xs9VdAfE1u";
export const holderId = "u8Kc2LxQ0vTn5WyZ7aRfD3mB";
export const claims = { aud: service, iat: 1_795_338_000, exp: 1_795_338_300 };
export const x5c = ["MIIBszCCAVmgAwIBAgIQSiFh", "MIIBqTCCAU6gAwIBAgIQSi9c"];
export const deviceKey = {
  kty: "EC",
  crv: "P-256",
  x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
  y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
} as const;
