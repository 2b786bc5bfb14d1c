import { firestoreStore } from "../../functions/src/store/firestoreStore.ts";
import { describeStore } from "../store/storeContract.ts";
import { freshFirestore } from "./emulated.ts";

describeStore("the store on Firestore", async () => {
  const firestore = freshFirestore();
  return {
    store: firestoreStore(firestore),
    stored: async (path) => (await firestore.doc(path).get()).data(),
    edit: async (path, fields) => {
      await firestore.doc(path).set({ ...fields }, { merge: true });
    },
  };
});
