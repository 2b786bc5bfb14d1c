import { BlockList, isIP, isIPv6 } from "node:net";
import { type Limits, limits } from "../domain/limit.ts";
import { milliseconds } from "./durations.ts";
import type { Setting } from "./settings.ts";
import { WrongSetting } from "./wrongSetting.ts";

/**
 * The limits of a deployment: those in the code, but for what the setting names, as in "sessionsPerCard 20 in PT1H;
 * readsPerHolder 60 in PT1M". Throws, naming the part, for anything else.
 */
export function parseLimits(setting: Setting): Limits {
  const named = setting
    .value()
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return Object.assign({ ...limits }, ...named.map((part) => parseLimit(setting.name, part)));
}

function parseLimit(name: string, part: string) {
  const [, scope = "", count = "", window = ""] = /^(\w+) (\d{1,7}) in (\S+)$/.exec(part) ?? [];
  const known = Object.entries(limits).find(([one]) => one === scope)?.[1];
  if (!known || Number(count) < known.shards)
    throw new WrongSetting(
      name,
      `: "${part}" has to be one of ${Object.keys(limits).join(", ")}, "20 in PT1H"`,
    );
  const length = milliseconds(name, window);
  if (length <= 0) throw new WrongSetting(name, `: "${part}" has to have a window longer than nothing`);
  return { [scope]: { ...known, count: Number(count), window: length } };
}

/** Web origins, separated by commas; none by default, and never all of them. */
export function parseOrigins(setting: Setting): readonly string[] {
  const origins = listed(setting);
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined)
    throw new WrongSetting(setting.name, `: "${wrong}" isn't an origin such as https://example.com`);
  return origins;
}

/** What no client on the internet calls from (RFC 6890): where it is in the chain, it is a hop inside of Google's. */
const inside = ["10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"];
const insideV6 = ["::1/128", "fc00::/7", "fe80::/10"];

/** The proxies between clients and us: networks such as 151.101.0.0/16, separated by commas, and those inside of Google's. */
export function parseProxies(setting: Setting): BlockList {
  const proxies = new BlockList();
  for (const network of [...inside, ...insideV6, ...listed(setting)]) {
    const [address = "", prefix = ""] = network.split("/");
    const longest = isIPv6(address) ? 128 : 32;
    if (isIP(address) === 0 || !/^\d{1,3}$/.test(prefix) || Number(prefix) > longest)
      throw new WrongSetting(setting.name, `: "${network}" isn't a network such as 151.101.0.0/16`);
    proxies.addSubnet(address, Number(prefix), isIPv6(address) ? "ipv6" : "ipv4");
  }
  return proxies;
}

function listed(setting: Setting): readonly string[] {
  const parts = setting.value().split(",");
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
