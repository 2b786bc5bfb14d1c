/** What has to come at least once in each half of a run of full length: otherwise it shows less than it says. */
export const moments = {
  messages: [
    ...["notErased", "notRevokedNewPhone", "notRevokedUnseen", "hibernationForecast", "holdUndecided"],
    ...["handOverSoon", "handOverDoNow", "handOverSafe", "handOverPassed"],
  ],
  moments: ["an evening before a hand-over", "two evenings before a hand-over in one week"],
  channels: ["sms", "push to 0 phones", "push to 1 phones", "push to 2 phones"],
  steps: ["link"],
  "reminders ended the history": ["sent", "closed", "noChannel", "notWanted"],
};
