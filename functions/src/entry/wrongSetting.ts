/**
 * A param or secret that can't be right. Messages stay out of logs, for they may quote what was sent; the setting's name is
 * the error's code, which is logged.
 */
export class WrongSetting extends Error {
  override readonly name = "WrongSetting";
  readonly code: string;

  constructor(setting: string, why: string) {
    super(`${setting}${why}`);
    this.code = setting;
  }
}
