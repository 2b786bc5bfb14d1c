/** Words that make no sense: nothing was done, exit code 2. The message says what to write instead. */
export class UsageProblem extends Error {
  override readonly name = "UsageProblem";
}

/** Why it can't be done or went no further, in one line that says what to do about it; exit code 1. */
export class AdminProblem extends Error {
  override readonly name = "AdminProblem";
}

const rights = "roles/datastore.user and roles/firebaseauth.admin";

/** What to do about the failures that come from how a project is set up. Keys are Firebase Auth's codes and gRPC's numbers. */
const remedies: Readonly<Record<string, string>> = {
  "auth/operation-not-allowed":
    "Sign-in by e-mail and password is switched off: Firebase console, Authentication, Sign-in method.",
  "auth/configuration-not-found": "Authentication is switched off in this project: Firebase console.",
  "auth/insufficient-permission": `You lack rights in this project; needed are ${rights}.`,
  "auth/invalid-email": "Firebase Auth doesn't take this e-mail address.",
  "5": "The project has no Firestore database, see docs/deploy.md; or there is no such project.",
  "7": `You lack rights in this project; needed are ${rights}.`,
  "14": "Firestore can't be reached.",
};

/** The line to show a person. What a service says is told by its code alone: its message may quote an address. */
export function toLine(problem: unknown): string {
  if (problem instanceof UsageProblem || problem instanceof AdminProblem) return problem.message;
  const { code } = Object(problem);
  if (code === undefined) return problem instanceof Error ? (problem.stack ?? problem.message) : "Unknown.";
  return remedies[String(code)] ?? `It failed with ${code}. Repeating the command does no harm.`;
}
