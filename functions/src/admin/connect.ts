import { type App, applicationDefault, deleteApp, initializeApp } from "firebase-admin/app";
import { getAuth } from "firebase-admin/auth";
import { getFirestore } from "firebase-admin/firestore";
import { staffAccounts } from "../outside/staffAccounts.ts";
import { firestorePages } from "../store/documentPages.ts";
import { firestoreStore } from "../store/firestoreStore.ts";
import { fromHere } from "./fromHere.ts";
import { findStack } from "./localStack.ts";
import { AdminProblem } from "./problem.ts";
import type { Connection } from "./runAdmin.ts";
import type { Target } from "./target.ts";

/** Opens a project, or the local stack; throws an AdminProblem that says what is missing. */
export async function connect(target: Target): Promise<Connection> {
  const app = target.kind === "project" ? await openProject(target.projectId) : await openStack(target);
  const firestore = getFirestore(app);
  const { transact, read } = firestoreStore(firestore);
  const services = {
    transact,
    read,
    accounts: staffAccounts(getAuth(app)),
    pages: firestorePages(firestore),
    clock: () => new Date(),
  };
  return { services, close: () => deleteApp(app) };
}

async function openProject(projectId: string): Promise<App> {
  for (const name of ["FIRESTORE_EMULATOR_HOST", "FIREBASE_AUTH_EMULATOR_HOST"])
    if (process.env[name])
      throw new AdminProblem(
        `${name} is set, so this would not reach the project: unset it, or say --local.`,
      );
  // A person's own credentials name no project that requests count for, and Firebase Auth insists on one.
  process.env.GOOGLE_CLOUD_QUOTA_PROJECT ??= projectId;
  const credential = applicationDefault();
  await credential.getAccessToken().catch(() => {
    throw new AdminProblem(
      "Google knows no credentials of yours, or they are over: run gcloud auth application-default login.",
    );
  });
  return initializeApp({ projectId, credential });
}

async function openStack({ addressesFile }: { addressesFile: string | undefined }): Promise<App> {
  const { projectId, firestoreHost, authHost } = await findStack(addressesFile && fromHere(addressesFile));
  process.env.FIRESTORE_EMULATOR_HOST = firestoreHost;
  process.env.FIREBASE_AUTH_EMULATOR_HOST = authHost;
  process.env.METADATA_SERVER_DETECTION = "none";
  return initializeApp({ projectId });
}
