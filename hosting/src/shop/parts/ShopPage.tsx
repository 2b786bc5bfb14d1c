import type { ComponentType } from "preact";
import { Frame } from "../../shared/Frame.tsx";
import { type PageState, signedInStates } from "../pageState.ts";
import { texts } from "../texts.ts";
import { Clearance } from "./Clearance.tsx";
import { CodeField } from "./CodeField.tsx";
import { Over, Starting } from "./Message.tsx";
import { NewFactor } from "./NewFactor.tsx";
import type { PartProps } from "./props.ts";
import { SecondFactor } from "./SecondFactor.tsx";
import { SignIn } from "./SignIn.tsx";
import { SignOut } from "./SignOut.tsx";

/** What each state looks like. States that share a part keep what was typed into it. */
const parts: Readonly<Record<PageState, ComponentType<PartProps>>> = {
  starting: Starting,
  notStarted: Starting,
  signedOut: SignIn,
  signingIn: SignIn,
  secondFactor: SecondFactor,
  proving: SecondFactor,
  factorOffered: NewFactor,
  enrollingFactor: NewFactor,
  ready: CodeField,
  checking: CodeField,
  shown: Clearance,
  acting: Clearance,
  over: Over,
};

/** The shop's page. */
export function ShopPage({ page, shop }: PartProps) {
  const Part = parts[page.state];
  return (
    <Frame title={texts.title} aside={signedInStates.has(page.state) && <SignOut shop={shop} />}>
      <Part page={page} shop={shop} />
    </Frame>
  );
}
