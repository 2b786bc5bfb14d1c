/** A phone's model in one line and without quotation marks: it is the phone's own word, and must not write lines of its own. */
export function plainModel(model: string): string {
  return model.replaceAll(/[\p{C}\p{Zl}\p{Zp}"「」]+/gu, " ");
}
