// How does somebody sign in with Amplify? Its Authenticator, told in our words what went wrong.
import { Authenticator } from "@aws-amplify/ui-react";
import { confirmResetPassword, confirmSignIn, resetPassword, signIn } from "aws-amplify/auth";
import { useEffect } from "react";
import type { LabSettings } from "../../settings/settings.ts";
import { Loading } from "../../ui/loading.tsx";
import { failureOf } from "../failures.ts";
import type { Session } from "../session.ts";
import { amplifySession } from "./amplify-session.ts";
import "./authenticator.css";
import { configureAmplify } from "./configure-amplify.ts";

/** What the sign-in is given. `settings` stay the same. */
export interface AmplifySignInProps {
  readonly settings: LabSettings;
  readonly onSignedIn: (session: Session) => void;
  readonly onFailure: (error: unknown) => void;
}

/** The form shows an error's message; Amplify's own quote what the server said. The name stays: Amplify goes by it. */
function inOurWords<Call extends (...input: never[]) => Promise<unknown>>(call: Call): Call {
  const told = async (...input: Parameters<Call>) => {
    try {
      return await call(...input);
    } catch (thrown) {
      const { title, advice } = failureOf(thrown);
      const error = new Error(`${title} ${advice}`);
      if (thrown instanceof Error) error.name = thrown.name;
      throw error;
    }
  };
  return told as Call;
}

const SERVICES = {
  handleSignIn: inOurWords(signIn),
  handleConfirmSignIn: inOurWords(confirmSignIn),
  handleForgotPassword: inOurWords(resetPassword),
  handleForgotPasswordSubmit: inOurWords(confirmResetPassword),
};

/** Amplify's Authenticator. People are created by operators, so it offers no sign-up. */
export function AmplifySignIn({ settings, onSignedIn, onFailure }: AmplifySignInProps) {
  configureAmplify(settings);
  return (
    <Authenticator hideSignUp loginMechanisms={["email"]} services={SERVICES}>
      {() => <Arrived settings={settings} onSignedIn={onSignedIn} onFailure={onFailure} />}
    </Authenticator>
  );
}

/** Rendered once Amplify has tokens: hands them on. */
function Arrived({ settings, onSignedIn, onFailure }: AmplifySignInProps) {
  useEffect(() => {
    amplifySession(settings).then((session) => {
      if (session !== undefined) onSignedIn(session);
    }, onFailure);
  }, [settings, onSignedIn, onFailure]);
  return <Loading what="tokens" />;
}
