import { firestorePages } from "../../functions/src/store/documentPages.ts";
import { describePages } from "../store/pagesContract.ts";
import { freshFirestore } from "./emulated.ts";

describePages("the pages of Firestore", async () => {
  const firestore = freshFirestore();
  return {
    pages: firestorePages(firestore),
    put: async (path, fields) => {
      await firestore.doc(path).set({ ...fields });
    },
  };
});
