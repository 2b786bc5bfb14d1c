import { beginAttempt, endAttempt, isReachable, noteAttempt } from "../../functions/src/domain/attempt.ts";
import { nextAttempt } from "../../functions/src/domain/attemptSchedule.ts";
import type { Device } from "../../functions/src/domain/device.ts";
import { endWipe } from "../../functions/src/domain/endWipe.ts";
import { forecastHibernation } from "../../functions/src/domain/hibernation.ts";
import { type DeviceFacts, nudgeOfWipe } from "../../functions/src/domain/nudge.ts";
import { openOrJoinWipe } from "../../functions/src/domain/openWipe.ts";
import { unregistered } from "../../functions/src/domain/pushTarget.ts";
import { afterQuiet } from "../../functions/src/domain/quietHours.ts";
import { type ReminderBudget, roomAt, spend } from "../../functions/src/domain/reminderBudget.ts";
import type { AttemptOutcome, Wipe } from "../../functions/src/domain/wipe.ts";
import { wipeReminded, withReminder } from "../../functions/src/domain/wipeReminder.ts";
import type { Random } from "../chaos/random.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import { sampleAuthentication, sampleDevice, sampleSigning } from "../doubles/samples.ts";
import type { Assumptions } from "./options.ts";
import { type Person, response } from "./person.ts";
import { arrival, day, isLucky, type OldPhone } from "./phone.ts";
import type { Policy } from "./policies.ts";

const year = 365 * day;
const lease = 2 * 60_000;
const longestKept = 28 * day;

/** One holder's year. */
export interface Ending {
  /** Milliseconds after the revocation; undefined if the year ends first. */
  readonly erasedAfter: number | undefined;
  readonly pushes: number;
  readonly reminders: number;
  /** When the reminders were made, for whoever checks the rules. */
  readonly remindedAt: readonly Date[];
}

/** Who is simulated, by which policy. */
export interface Story {
  readonly phone: OldPhone;
  readonly person: Person;
  readonly policy: Policy;
  readonly assumed: Assumptions;
  readonly random: Random;
  readonly revokedAt: Date;
}

/** A year after a revocation: the decisions are the service's own, what phones and people do is drawn. */
export class Year {
  readonly #story: Story;
  #wipe: Wipe;
  #device: Device;
  #budget: ReminderBudget = { holderId: "holder-1", remindedAt: [] };
  #erasedAfter: number;
  #pushes = 0;
  readonly #reminded: Date[] = [];
  #sent = 0;

  constructor(story: Story) {
    this.#story = story;
    const { phone, revokedAt: now } = story;
    const { platform } = phone;
    const handset = { ...sampleDevice.handset, platform };
    const pushTarget = { ...sampleDevice.pushTarget, seenAt: now };
    this.#device = { ...sampleDevice, state: "replaced", handset, pushTarget, lastSeenAt: now };
    const certificates = [sampleSigning, sampleAuthentication];
    const fresh = { wipeId: "wipe-1", nonce: "nonce", shard: 0 };
    const duty = {
      device: this.#device,
      certificates,
      current: undefined,
      fresh,
      scope: "keys",
      now,
    } as const;
    this.#wipe = openOrJoinWipe(duty);
    this.#erasedAfter = phone.asksAt;
  }

  /** Lives through the year. */
  live(): Ending {
    for (let now = this.#next(); now !== undefined; now = this.#next()) {
      if (this.#isDue(this.#wipe.nextStepAt, now)) this.#attempt(now);
      if (this.#isDue(this.#wipe.remindAt, now)) this.#remind(now);
    }
    const isErased = this.#erasedAfter < year;
    if (isErased) this.#wipe = endWipe(this.#wipe, "confirm", this.#at(this.#erasedAfter));
    return {
      erasedAfter: isErased ? this.#erasedAfter : undefined,
      ...{ pushes: this.#pushes, reminders: this.#sent, remindedAt: this.#reminded },
    };
  }

  #at(after: number): Date {
    return new Date(this.#story.revokedAt.getTime() + after);
  }

  #since(at: Date): number {
    return at.getTime() - this.#story.revokedAt.getTime();
  }

  #isDue(at: Date | undefined, now: Date): boolean {
    return at !== undefined && at <= now;
  }

  /** When the service acts next; undefined once the phone is erased before that, or the year is over. */
  #next(): Date | undefined {
    const { nextStepAt, remindAt } = this.#wipe;
    const times = [nextStepAt, remindAt].flatMap((at) => (at ? [at.getTime()] : []));
    const at = new Date(Math.min(...times));
    return this.#since(at) < Math.min(this.#erasedAfter, year) ? at : undefined;
  }

  #attempt(now: Date): void {
    const { policy, random } = this.#story;
    const begun = beginAttempt(this.#wipe, now, lease);
    if (!begun) return;
    const [chance, { openedAt, wipeId, attempts: number }] = [random.next(), begun];
    const next = nextAttempt(policy.schedule, { openedAt, now, chance });
    const outcome = this.#push(now, next.at);
    const ended = endAttempt(begun, { number, result: { outcome }, next, now, chance });
    const { wipe } = noteAttempt(
      ended,
      {
        wipeId,
        number,
        commandId: `${wipeId}.1`,
        outcome,
        attemptedAt: now,
      },
      { isIgnored: ended === begun, isFiled: false },
    );
    this.#wipe = policy.cadence ? withReminder(wipe, policy.cadence) : wipe;
  }

  #push(now: Date, nextAt: Date): AttemptOutcome {
    const { phone, random, assumed } = this.#story;
    const sleeps = random.next();
    if (!isReachable(this.#device, now)) return "noTarget";
    this.#pushes += 1;
    const sentAfter = this.#since(now);
    if (sentAfter >= phone.goneFrom) {
      this.#device = { ...this.#device, pushTarget: unregistered(this.#device.pushTarget, now) };
      return "targetUnregistered";
    }
    const keptFor = Math.min(nextAt.getTime() - now.getTime(), longestKept);
    const arrived = arrival(phone, sentAfter, sentAfter + keptFor);
    const asleep = forecastHibernation(this.#device, sampleRules.hibernation);
    const sleepsFrom = asleep ? this.#since(asleep.from) + sleeps * sampleRules.hibernation.spread : year;
    const isHeard = arrived !== undefined && arrived < Math.min(phone.goneFrom, sleepsFrom);
    if (isHeard && isLucky(phone, arrived, assumed)) this.#erasedAfter = Math.min(this.#erasedAfter, arrived);
    return "accepted";
  }

  #remind(now: Date): void {
    const { policy, random, person } = this.#story;
    if (!policy.cadence) return;
    const nudge = nudgeOfWipe(this.#wipe, this.#facts(now));
    if (typeof nudge !== "string" && nudge.code === "notErased") {
      const room = roomAt(this.#budget, { aWeek: policy.aWeek, isUrgent: false }, now);
      const at = afterQuiet(room, policy.quiet, random.next());
      if (at > now) {
        this.#wipe = { ...this.#wipe, remindAt: at };
        return;
      }
      this.#budget = spend(this.#budget, now);
      this.#reminded.push(now);
      if (person.channel !== undefined) this.#send(nudge.values.instruction, now);
    }
    this.#wipe = wipeReminded(this.#wipe, policy.cadence, now);
  }

  #send(instruction: Parameters<typeof response>[1]["instruction"], now: Date): void {
    const { person, phone, assumed } = this.#story;
    this.#sent += 1;
    const reminder = { number: this.#sent, instruction, now: this.#since(now) };
    const at = response(person, reminder, { phone, assumed });
    if (at !== undefined) this.#erasedAfter = Math.min(this.#erasedAfter, at);
  }

  #facts(now: Date): DeviceFacts {
    const { platform } = this.#story.phone;
    const resetHelps = platform === "ios" ? "yes" : "no";
    const { hibernation } = sampleRules;
    return { device: this.#device, certificates: [], wipe: this.#wipe, resetHelps, hibernation, now };
  }
}
