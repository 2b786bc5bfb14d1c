/** A caution that must be shown to the holder (注意喚起). */
export interface Warning {
  readonly code: "remoteErasureMayFail";
  readonly ja: string;
  readonly en: string;
}

/** Shown before and after every revocation: remote erasure is never guaranteed, and what to do then (page 3 of the paper). */
export const remoteErasureMayFail: Warning = {
  code: "remoteErasureMayFail",
  ja: "旧端末の電子証明書は、遠隔操作では削除されないことがあります。旧端末の電源を入れ、インターネットに接続し、画面をつけたままにしてください。削除されない場合は、旧端末を初期化してください。",
  en: "The certificates on the old phone may not be erased remotely. Switch the old phone on, connect it to the internet and keep its screen on. If they are not erased, initialise the old phone.",
};
