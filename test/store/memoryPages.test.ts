import { MemoryDocuments } from "../doubles/memoryDocuments.ts";
import { memoryPages } from "../doubles/memoryPages.ts";
import { describePages } from "./pagesContract.ts";

describePages("the pages in memory", async () => {
  const documents = new MemoryDocuments();
  return {
    pages: memoryPages(documents),
    put: async (path, fields) => documents.put(path, fields),
  };
});
