/** What a form's field holds; the form isn't sent anywhere. */
export function takeField(event: SubmitEvent, name: string): string {
  event.preventDefault();
  const form = event.currentTarget;
  const value = form instanceof HTMLFormElement ? new FormData(form).get(name) : null;
  return typeof value === "string" ? value : "";
}

/** Digits as a field holds them, typed full-width or in groups. */
export function takeDigits(event: SubmitEvent, name: string): string {
  return takeField(event, name).normalize("NFKC").replaceAll(/\s/g, "");
}
