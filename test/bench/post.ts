/** An answer, when it was there as a whole, and how long it took from asking, milliseconds. */
interface Posted {
  readonly body: unknown;
  readonly answeredAt: number;
  readonly took: number;
}

/** Posts JSON to a function; throws when it doesn't answer 201. */
export async function post(url: string, body: object): Promise<Posted> {
  const headers = { "content-type": "application/json" };
  const since = performance.now();
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  const text = await response.text();
  const [answeredAt, took] = [Date.now(), performance.now() - since];
  if (response.status !== 201) throw new Error(`${url} answered ${response.status}: ${text}`);
  return { body: JSON.parse(text), answeredAt, took };
}
