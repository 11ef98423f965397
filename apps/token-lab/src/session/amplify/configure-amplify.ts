// How is Amplify told which pool to use, and where to keep tokens?
import { Amplify } from "aws-amplify";
import { cognitoUserPoolsTokenProvider } from "aws-amplify/auth/cognito";
import { ConsoleLogger, sessionStorage } from "aws-amplify/utils";
import type { LabSettings } from "../../settings/settings.ts";

/** Tells Amplify. Tokens go to sessionStorage, which ends with the tab. More than once does no harm. */
export function configureAmplify({ userPoolId, clientId, userPoolEndpoint }: LabSettings): void {
  // It warns of every endpoint that is not AWS's, each time that it is used: that of a local pool is meant.
  ConsoleLogger.LOG_LEVEL = "ERROR";
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId,
        userPoolClientId: clientId,
        loginWith: { email: true },
        ...(userPoolEndpoint === undefined ? {} : { userPoolEndpoint }),
      },
    },
  });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(sessionStorage);
}
