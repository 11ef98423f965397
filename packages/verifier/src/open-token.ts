// How is a token opened? Its form, then whose it says it is, then the key and the signature, then everything else.
import {
  compactForm,
  header as headerRefusal,
  issuerRefusal,
  type TokenParts,
} from "./checks/token/index.ts";
import { VerificationError } from "./errors.ts";
import type { Pools } from "./pools.ts";
import type { Eventually, Signatures, UnverifiedToken } from "./signatures.ts";
import { refuse, type SignedToken, type TokenAcceptance, type VerifiedToken } from "./verified-token.ts";

/** Gives what is verified of a token: at once where the key is at hand, on Node.js. Throws, or rejects with, VerificationError. */
export type OpenToken = (token: string, nowMs: number) => Eventually<VerifiedToken>;

/** What opening a token takes. */
export interface Opening {
  readonly signatures: Signatures;
  readonly pools: Pools;
  readonly acceptance: TokenAcceptance;
  readonly clock: () => number;
}

/** Prepares the opening of tokens. */
export function tokenOpener({ signatures, pools, acceptance, clock }: Opening): OpenToken {
  /** The signature, then the rest. */
  function openWith(key: unknown, found: Found, nowMs: number): Eventually<VerifiedToken> {
    const isSigned = signatures.isSigned(found.token, found.parts, key);
    if (isSigned === true) return acceptance.accept(found, key, nowMs);
    if (isSigned === false) throw new VerificationError("SIGNATURE_INVALID");
    return isSigned.then((isSigned) => {
      refuse(isSigned ? undefined : { code: "SIGNATURE_INVALID" });
      return acceptance.accept(found, key, clock());
    });
  }

  /** Whose the token says it is. Before a key is looked up: no token chooses its algorithm, none from elsewhere causes a fetch. */
  function find(token: string, parts: TokenParts, { header, payload }: UnverifiedToken): Found {
    refuse(headerRefusal(header));
    const pool = pools.get(payload.iss);
    if (pool === undefined) throw new VerificationError(issuerRefusal(payload.iss).code);
    return { token, parts, payload, pool, kid: header.kid as string };
  }

  function openFound(found: Found, nowMs: number): Eventually<VerifiedToken> {
    const { pool, kid } = found;
    const key = pool.ring.held(kid, nowMs);
    if (key !== undefined) return openWith(key, found, nowMs);
    return pool.ring.find(kid).then((fetched) => openWith(fetched, found, clock()));
  }

  return (token, nowMs) => {
    const parts = compactForm(token);
    if ("code" in parts) throw new VerificationError(parts.code);
    const unverified = signatures.takeApart(token, parts);
    if (!(unverified instanceof Promise)) return openFound(find(token, parts, unverified), nowMs);
    return unverified.then((late) => openFound(find(token, parts, late), clock()));
  };
}

/** A token that names an issuer that is trusted, and a key. */
interface Found extends SignedToken {
  readonly token: string;
  readonly parts: TokenParts;
}
