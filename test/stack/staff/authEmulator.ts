/** Where the Auth emulator is, and for which project. */
export interface AuthAddresses {
  readonly authHost: string;
  readonly projectId: string;
}

/** Posts to a path of the Auth emulator, as an admin where it is one of the project's. Throws unless that went well. */
export async function post({ authHost }: AuthAddresses, path: string, body: object): Promise<unknown> {
  const isAdmin = path.startsWith("v1/projects/");
  const response = await fetch(`http://${authHost}/identitytoolkit.googleapis.com/${path}?key=local`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(isAdmin ? { authorization: "Bearer owner" } : {}),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`Auth answered ${response.status} to ${path}: ${await response.text()}`);
  return response.json();
}
