import { setTimeout as sleep } from "node:timers/promises";
import type { Faults } from "../faults.ts";
import type { Narrate } from "../standIn.ts";
import { type Dispatched, dispatch } from "./dispatch.ts";
import { DispatchRate, type RateLimits } from "./dispatchRate.ts";
import { DueList } from "./dueList.ts";
import { backoffMs, isUsedUp, type RetryPolicy } from "./retryPolicy.ts";
import { type AttemptRecord, shortName, type TaskRecord } from "./taskRecord.ts";
import type { TasksFault } from "./tasksFault.ts";

/** Timers can't wait longer than 24.8 days, and a laptop that slept should notice soon. */
const longestWaitMs = 60_000;

/** A queue's settings. */
export interface QueueSettings {
  readonly retry: RetryPolicy;
  readonly rate: RateLimits;
}

/** What a queue needs from outside. */
export interface QueuePorts {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly narrate: Narrate;
  readonly faults: Faults<TasksFault>;
  /** How long the name of an ended task stays taken. */
  readonly nameMemoryMs: number;
}

/** One queue: holds its tasks until they are due, dispatches them within its limits, and retries them. */
export class TaskQueue {
  readonly name: string;
  readonly #ports: QueuePorts;
  readonly #tasks = new Map<string, TaskRecord>();
  readonly #waiting = new DueList<TaskRecord>();
  readonly #endedNames = new Map<string, number>();
  readonly #stopped = new AbortController();
  #settings: QueueSettings;
  #bucket: DispatchRate;
  #timer: NodeJS.Timeout | undefined;
  #paused = false;
  #running = 0;

  constructor(name: string, settings: QueueSettings, ports: QueuePorts) {
    this.name = name;
    this.#ports = ports;
    this.#settings = settings;
    this.#bucket = new DispatchRate(settings.rate.perSecond, ports.now());
  }

  get settings(): QueueSettings {
    return this.#settings;
  }

  get paused(): boolean {
    return this.#paused;
  }

  get burst(): number {
    return this.#bucket.burst;
  }

  configure(settings: QueueSettings): void {
    this.#settings = settings;
    this.#bucket = new DispatchRate(settings.rate.perSecond, this.#ports.now());
    this.#pump();
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    this.#pump();
  }

  /** Every task that hasn't ended, soonest first. */
  tasks(): readonly TaskRecord[] {
    return [...this.#tasks.values()].sort((a, b) => a.dueAt - b.dueAt);
  }

  find(name: string): TaskRecord | undefined {
    return this.#tasks.get(name);
  }

  /** A name is taken while its task lives, and for the memory's time after it ended. */
  isTaken(name: string): boolean {
    const now = this.#ports.now();
    for (const [ended, until] of this.#endedNames) {
      if (until > now) break;
      this.#endedNames.delete(ended);
    }
    return this.#tasks.has(name) || this.#endedNames.has(name);
  }

  add(task: TaskRecord): void {
    this.#tasks.set(task.name, task);
    this.#waiting.add(task);
    const wait = Math.max(0, Math.round(task.dueAt - this.#ports.now()));
    this.#ports.narrate(`task ${shortName(task.name)} is due in ${wait} ms`);
    this.#pump();
  }

  /** Ends a task before its time. A dispatch under way runs on, but is not retried. */
  remove(task: TaskRecord): void {
    this.#end(task, "was deleted");
  }

  purge(): void {
    for (const task of this.tasks()) this.#end(task, "was purged");
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#timer);
  }

  /** Dispatches what is due and sleeps until the next task or the next free dispatch. */
  #pump(): void {
    clearTimeout(this.#timer);
    if (this.#paused || this.#stopped.signal.aborted) return;
    const now = this.#ports.now();
    while (this.#waiting.first && this.#running < this.#settings.rate.concurrent) {
      const task = this.#waiting.first;
      const wait = task.dueAt > now ? task.dueAt - now : this.#bucket.take(now);
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#pump(), Math.min(Math.ceil(wait), longestWaitMs));
        return;
      }
      this.#waiting.shift();
      void this.#attempt(task);
    }
  }

  async #attempt(task: TaskRecord): Promise<void> {
    this.#running += 1;
    task.running = true;
    const fault = this.#ports.faults.take(
      ({ queue }) => queue === undefined || queue === shortName(this.name),
    );
    if (fault) this.#ports.narrate(`misbehaving as ordered with ${shortName(task.name)}: ${fault.kind}`);
    if (fault?.kind === "delay")
      await sleep(fault.ms, undefined, { signal: this.#stopped.signal }).catch(() => {});
    const dispatchedAt = this.#ports.now();
    const outcome = this.#tasks.has(task.name) ? await this.#dispatch(task, fault) : "gone";
    this.#running -= 1;
    task.running = false;
    if (this.#stopped.signal.aborted) return;
    if (outcome === "lost") this.#end(task, "was lost, as ordered");
    else if (outcome !== "gone") this.#settle(task, outcome, dispatchedAt);
    this.#pump();
  }

  #dispatch(task: TaskRecord, fault: TasksFault | undefined): Promise<Dispatched> | Dispatched | "lost" {
    if (fault?.kind === "drop") return "lost";
    if (fault?.kind === "fail") return { problem: "ordered to fail" };
    if (fault?.kind === "duplicate") void dispatch(task, this.name, this.#stopped.signal);
    return dispatch(task, this.name, this.#stopped.signal);
  }

  #settle(task: TaskRecord, outcome: Dispatched, dispatchedAt: number): void {
    const now = this.#ports.now();
    const answered = "status" in outcome;
    const attempt: AttemptRecord = {
      scheduledAt: task.dueAt,
      dispatchedAt,
      ...(answered ? { respondedAt: now, httpStatus: outcome.status } : {}),
    };
    task.dispatchCount += 1;
    task.responseCount += answered ? 1 : 0;
    task.firstAttempt ??= attempt;
    task.lastAttempt = attempt;
    const said = answered ? `HTTP ${outcome.status}` : outcome.problem;
    if (!this.#tasks.has(task.name)) return;
    if (answered && outcome.status >= 200 && outcome.status < 300) this.#end(task, `succeeded with ${said}`);
    else this.#retry(task, said, now);
  }

  #retry(task: TaskRecord, said: string, now: number): void {
    const { retry } = this.#settings;
    if (isUsedUp(retry, task.dispatchCount, now - (task.firstAttempt?.dispatchedAt ?? now))) {
      this.#end(task, `was given up after ${task.dispatchCount} attempts, the last with ${said}`);
      return;
    }
    const wait = backoffMs(retry, task.dispatchCount);
    task.dueAt = now + wait;
    this.#waiting.add(task);
    this.#ports.narrate(`task ${shortName(task.name)} failed with ${said}, again in ${Math.round(wait)} ms`);
  }

  #end(task: TaskRecord, how: string): void {
    this.#tasks.delete(task.name);
    this.#waiting.remove(task);
    this.#endedNames.set(task.name, this.#ports.now() + this.#ports.nameMemoryMs);
    this.#ports.narrate(`task ${shortName(task.name)} ${how}`);
  }
}
