import type { Words } from "../shared/language.ts";
import type { Trouble } from "./page.ts";
import type { SignInRefusal } from "./session.ts";

/** What each refusal that a clerk's requests can meet means to the clerk, and what to do. The rest is `unexpected`. */
export const refusalWords: Readonly<Record<string, Words>> = {
  hand_over_code_refused: {
    ja: "この番号は使えません。番号が違うか、期限切れか、使用済みです。お客さまにもう一度見せてもらい、だめならアプリで新しい番号を作ってもらってください。",
    en: "This code can't be used: it is wrong, over, or used already. Have the customer show it again; if it still doesn't work, they make a new one in the app.",
  },
  clearance_unknown: {
    ja: "この確認は終了したか、他の店舗のものです。新しい番号でもう一度確認してください。",
    en: "This check is over, or another shop's. Check again with a new code.",
  },
  not_signed_in: {
    ja: "サインインが無効になりました。もう一度サインインしてください。認証アプリを設定していない場合は、そのときに設定してください。",
    en: "Your sign-in doesn't count, or not any more. Sign in again; if you have no authenticator app set up, set it up then.",
  },
  role_missing: {
    ja: "このアカウントでは窓口確認ができません。店舗の担当者として登録されているか、管理者に確かめてください。",
    en: "This account can't check phones. Ask your administrator whether it is registered for your shop.",
  },
  shop_unknown: {
    ja: "この店舗は登録されていないか、停止されています。管理者に連絡してください。",
    en: "This shop isn't registered, or has been disabled. Ask your administrator.",
  },
  certificate_not_revoked: {
    ja: "証明書がまだ失効していないため、初期化を記録できません。先にお客さまに失効してもらってください。",
    en: "The certificates aren't revoked yet, so no initialisation can be recorded. The customer revokes them first.",
  },
  clearance_not_clear: {
    ja: "まだ失効または削除が終わっていないため、証明を発行できません。新しい番号でもう一度確認し、画面に出る次の手順に従ってください。",
    en: "There is no proof yet: the phone isn't both revoked and erased. Check it again with a new code, and do what the page says next.",
  },
  phone_of_another_proof: {
    ja: "この端末には別のIMEI・製造番号で証明が発行されています。端末の設定に表示される番号を確かめてください。",
    en: "This phone was proven under another IMEI or serial number. Compare with what the phone shows in its settings.",
  },
  proof_reused: {
    ja: "この端末のQRコードは使用済みです。お客さまにアプリで表示し直してもらってください。",
    en: "This QR code was used already. Have the customer show a new one in the app.",
  },
  proof_expired: {
    ja: "この端末のQRコードは期限切れです。お客さまにアプリで表示し直してもらってください。",
    en: "This QR code has expired. Have the customer show a new one in the app.",
  },
  proof_not_yet_valid: {
    ja: "端末の時計が進んでいます。日時を自動設定にして、QRコードを表示し直してもらってください。",
    en: "The phone's clock is ahead. Have it set to automatic time, and the QR code shown again.",
  },
  signature_invalid: {
    ja: "このQRコードは確認用ではないか、壊れています。お客さまの番号を入力してください。",
    en: "This QR code is damaged, or not one for a check. Type the customer's code instead.",
  },
  malformed_request: {
    ja: "入力した内容を読み取れません。番号を確かめて、もう一度入力してください。",
    en: "What was entered can't be read. Compare the number and enter it again.",
  },
  request_reused: {
    ja: "この依頼は別の内容ですでに送られています。もう一度最初から確認してください。",
    en: "This request was sent before with something else in it. Begin the check again.",
  },
  wipe_ended: {
    ja: "この端末の削除はすでに終わっています。もう一度最初から確認してください。",
    en: "Erasing this phone has ended already. Begin the check again.",
  },
  rate_limited: {
    ja: "確認の回数が多すぎます。しばらく待ってから、もう一度お試しください。",
    en: "Too many checks in a short time. Wait a little, then try again.",
  },
};

/** A refusal that this page has no words for. */
export const unexpected: Words = {
  ja: "受け付けられませんでした。続くようなら、下の記号を添えて管理者に連絡してください。",
  en: "This was turned down. If it goes on, tell your administrator, with the code below.",
};

const signInWords = {
  wrongPassword: {
    ja: "メールアドレスかパスワードが違います。入力し直してください。分からないときは管理者に連絡してください。",
    en: "The e-mail address or the password is wrong. Type them again; if you don't know them any more, ask your administrator.",
  },
  wrongFactor: {
    ja: "確認コードが違います。認証アプリに今表示されている6桁を入力してください。",
    en: "That code is wrong. Enter the six digits that the authenticator app shows now.",
  },
  factorExpired: {
    ja: "時間切れです。もう一度サインインしてください。",
    en: "That took too long. Sign in again.",
  },
  factorUnknown: {
    ja: "このアカウントの二段階認証は、このページでは使えません。認証アプリを登録してもらってください。",
    en: "This page can't ask for this account's second factor. Have an authenticator app registered for it.",
  },
  factorPresent: {
    ja: "このアカウントには二段階認証がすでに設定されています。もう一度サインインしてください。",
    en: "This account has a second factor already. Sign in again.",
  },
  switchedOff: {
    ja: "パスワードまたは認証アプリによるサインインが、このサービスで有効になっていません。管理者に連絡してください。",
    en: "Signing in with a password or an authenticator app isn't switched on for this service. Tell your administrator.",
  },
  emailUnverified: {
    ja: "このアカウントのメールアドレスが確認済みになっていないため、認証アプリを設定できません。管理者に連絡してください。",
    en: "The account's e-mail address isn't marked as verified, so no authenticator app can be set up. Tell your administrator.",
  },
  signInTooOld: {
    ja: "サインインしてから時間がたったか、サインインが無効になりました。もう一度サインインして、やり直してください。",
    en: "You signed in too long ago, or your sign-in was ended. Sign in again, and begin anew.",
  },
  disabled: {
    ja: "このアカウントは停止されています。管理者に連絡してください。",
    en: "This account has been disabled. Ask your administrator.",
  },
  tooManyTries: {
    ja: "失敗が続いたため、しばらくサインインできません。数分後にお試しください。",
    en: "Too many failed tries. Wait a few minutes, then sign in again.",
  },
  unreachable: {
    ja: "インターネットに接続できません。接続を確かめて、もう一度お試しください。",
    en: "There is no connection to the internet. Check it, then try again.",
  },
  failed: {
    ja: "サインインできませんでした。もう一度お試しください。",
    en: "Signing in didn't work. Try again.",
  },
} as const satisfies Record<SignInRefusal, Words>;

const otherWords = {
  unreachable: {
    ja: "サービスに接続できません。インターネットの接続を確かめて、もう一度お試しください。同じ確認が二重になることはありません。",
    en: "The service can't be reached. Check the internet connection, then try again: nothing counts twice.",
  },
  tooSlow: {
    ja: "時間内に返事がありませんでした。もう一度お試しください。同じ確認が二重になることはありません。",
    en: "No answer came in time. Try again: nothing counts twice.",
  },
  failed: {
    ja: "サービス側で問題が起きています。少し待って、もう一度お試しください。同じ確認が二重になることはありません。",
    en: "Something is wrong on the service's side. Wait a moment, then try again: nothing counts twice.",
  },
  idle: {
    ja: "15分間操作がなかったため、サインアウトしました。続けるには、もう一度サインインしてください。",
    en: "Signed out, because nobody used this page for 15 minutes. Sign in again to go on.",
  },
} as const satisfies Record<string, Words>;

/** What went wrong and what to do, in plain words. */
export function troubleWords(trouble: Trouble): Words {
  if (trouble.kind === "refused") return refusalWords[trouble.code] ?? unexpected;
  return trouble.kind === "signIn" ? signInWords[trouble.why] : otherWords[trouble.kind];
}
