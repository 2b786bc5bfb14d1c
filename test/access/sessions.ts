import type { Declaration } from "../../functions/src/domain/declaration.ts";
import { isRefused, refuse } from "../../functions/src/domain/refusal.ts";
import { declareIn, listIn, planIn } from "../doubles/views.ts";
import type { Story } from "./story.ts";

/** A sign-in with the card: whose, and how long ago. */
export interface Session {
  readonly holderId: string;
  readonly minutesAgo: number;
}

function signedInAt({ world }: Story, { minutesAgo }: Session): Date {
  return new Date(world.clock().getTime() - minutesAgo * 60_000);
}

/** Lists all devices; a list without the old phone is told as one that isn't there. */
export async function listing(story: Story, session: Session): Promise<unknown> {
  const listed = await listIn(story.world, session.holderId, signedInAt(story, session));
  const sees = !isRefused(listed) && listed.some(({ deviceId }) => deviceId === story.deviceId);
  return isRefused(listed) || sees ? listed : refuse("device_unknown");
}

/** Says what became of the old phone. */
export function declaring(declaration: Declaration) {
  return (story: Story, session: Session): Promise<unknown> => {
    const { world, deviceId } = story;
    const { holderId } = session;
    return declareIn(world, { holderId, deviceId, declaration, signedInAt: signedInAt(story, session) });
  };
}

/** Names a day in the next week as that on which the old phone is handed over, or takes it back. */
export function planning(isHandedOver: boolean) {
  return (story: Story, session: Session): Promise<unknown> => {
    const { world, deviceId } = story;
    const { holderId } = session;
    const soon = new Date(world.clock().getTime() + 5 * 24 * 60 * 60_000);
    const on = isHandedOver ? soon.toISOString().slice(0, 10) : null;
    return planIn(world, { holderId, deviceId, on, signedInAt: signedInAt(story, session) });
  };
}

/** Makes a code that lets a shop check the old phone. */
export function coding(story: Story, session: Session): Promise<unknown> {
  const { world, deviceId } = story;
  return world.createCode({ holderId: session.holderId, deviceId, signedInAt: signedInAt(story, session) });
}
