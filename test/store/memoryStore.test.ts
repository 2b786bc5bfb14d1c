import { MemoryDocuments } from "../doubles/memoryDocuments.ts";
import { memoryStore } from "../doubles/memoryStore.ts";
import { describeStore } from "./storeContract.ts";

describeStore("the store in memory", async () => {
  const documents = new MemoryDocuments();
  return {
    store: memoryStore(documents),
    stored: async (path) => documents.at(path),
    edit: async (path, fields) => documents.edit(path, fields),
  };
});
