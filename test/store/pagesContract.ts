import { describe, expect, test } from "vitest";
import type { DocumentPages } from "../../functions/src/store/documentPages.ts";

/** Pages of a database in which a test may put documents. */
interface PagesUnderTest {
  readonly pages: DocumentPages;
  put(path: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
}

/** What all pages have to do, in memory and on Firestore alike. */
export function describePages(name: string, open: () => Promise<PagesUnderTest>): void {
  describe(name, () => {
    test("go through a collection in the order of its ids, each document once", async () => {
      const { pages, put } = await open();
      for (const id of ["c", "a", "B", "d"]) await put(`staff/${id}`, { id });
      await put("other/b", { id: "b" });
      const first = await pages.page("staff", { after: undefined, limit: 3 });
      const second = await pages.page("staff", { after: "c", limit: 3 });
      expect([first, second]).toEqual([
        [
          { id: "B", fields: { id: "B" } },
          { id: "a", fields: { id: "a" } },
          { id: "c", fields: { id: "c" } },
        ],
        [{ id: "d", fields: { id: "d" } }],
      ]);
    });

    test("show only what was asked for", async () => {
      const { pages, put } = await open();
      for (const [id, holderId] of ["xyx", "yxy"].entries())
        await put(`devices/d${id}`, { holderId: holderId.slice(0, 1) });
      await put("devices/d2", { holderId: "x" });
      const query = { limit: 1, where: { holderId: "x" } };
      const first = await pages.page("devices", { after: undefined, ...query });
      const second = await pages.page("devices", { after: "d0", ...query });
      expect([...first, ...second].map(({ id }) => id)).toEqual(["d0", "d2"]);
    });

    test("find documents by their paths, as far as they are there", async () => {
      const { pages, put } = await open();
      await put("audit/a", { is: 1 });
      await put("holders/h", { is: 2 });
      const found = await pages.at(["audit/a", "audit/b", "holders/h"]);
      expect([...found]).toEqual([
        ["audit/a", { is: 1 }],
        ["holders/h", { is: 2 }],
      ]);
      expect([...(await pages.at([]))]).toEqual([]);
    });
  });
}
