/** Where everything runs: Tokyo. hosting's rewrites in firebase.json name it too. */
export const region = "asia-northeast1";
