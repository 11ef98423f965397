// What does the identity stack of an environment deploy? The pool of the policy, its trigger, alarms, and what others need to know.
import { type Environment, type PolicySnapshot, poolBlueprint } from "@claimsmith/claims-policy";
import {
  type App,
  aliasArn,
  ClaimsUserPool,
  EnvironmentStack,
  LookupTable,
  logSettings,
  PoolOutputs,
  refuseAtSynth,
  TokenTrigger,
  TriggerAlarms,
} from "@claimsmith/constructs";
import { type IdentityNames, identityNames } from "./names.ts";
import { changedPermanents, type Permanents, permanentsOf } from "./permanent.ts";
import type { IdentityRelease } from "./release.ts";

/** One environment's pool and trigger. */
export interface IdentityOptions {
  readonly name: string;
  readonly environment: Environment;
  readonly release: IdentityRelease;
  /** What cannot change while the environment's pool lives; `undefined` before it was first recorded. */
  readonly recorded: Permanents | undefined;
  /** Where the pool issues, where that is not AWS: `http://127.0.0.1:9229`. */
  readonly issuerOrigin?: string;
}

/** The stack `identity-ENVIRONMENT`. */
export class IdentityStack extends EnvironmentStack {
  readonly #options: IdentityOptions;
  readonly #names: IdentityNames;

  constructor(app: App, options: IdentityOptions) {
    const { name, environment, release } = options;
    const { account, region, state } = environment;
    super(app, `identity-${name}`, { deployment: { environment: name, account, region }, state });
    this.#options = options;
    this.#names = identityNames(release.snapshot.policy.name, name);
    const pool = this.#pool();
    const trigger = this.#trigger(pool);
    if (environment.alarms !== undefined) {
      new TriggerAlarms(this, "alarms", { deployment: this.deployment, trigger, ...environment.alarms });
    }
    this.#outputs(pool, trigger);
  }

  #pool(): ClaimsUserPool {
    const { environment, release, recorded } = this.#options;
    const {
      featurePlan,
      deletionProtection,
      domainPrefix,
      mfa,
      threatProtection,
      attachTrigger = true,
    } = environment;
    const blueprint = poolBlueprint(release.snapshot.policy, environment);
    const permanents = permanentsOf(blueprint, this.#names);
    refuseAtSynth(this, () => changedPermanents(permanents, recorded));
    return new ClaimsUserPool(this, "pool", {
      deployment: this.deployment,
      poolName: this.#names.pool,
      blueprint,
      featurePlan,
      deletionProtection,
      ...(attachTrigger && { triggerArn: aliasArn(this.deployment, this.#names.triggerFunction) }),
      ...(domainPrefix !== undefined && { domainPrefix }),
      ...(mfa !== undefined && { mfa }),
      ...(threatProtection !== undefined && { threatProtection }),
    });
  }

  #trigger(pool: ClaimsUserPool): TokenTrigger {
    const { environment, release } = this.#options;
    const { reservedConcurrency, settings = {} } = environment;
    return new TokenTrigger(this, "trigger", {
      deployment: this.deployment,
      functionName: this.#names.triggerFunction,
      artefact: release.trigger,
      policyHash: release.snapshot.hash,
      pool,
      settings,
      logs: logSettings(environment),
      lookupTables: this.#lookupTables(release.snapshot),
      ...(reservedConcurrency !== undefined && { reservedConcurrency }),
    });
  }

  #lookupTables({ policy }: PolicySnapshot): Readonly<Record<string, LookupTable>> {
    const { deletionProtection } = this.#options.environment;
    const tables = Object.keys(policy.lookups ?? {}).map((lookup) => {
      const tableName = this.#names.lookupTable(lookup);
      const options = { deployment: this.deployment, tableName, deletionProtection };
      return [lookup, new LookupTable(this, `lookup-${lookup}`, options)] as const;
    });
    return Object.fromEntries(tables);
  }

  #outputs(pool: ClaimsUserPool, trigger: TokenTrigger): void {
    const { release, issuerOrigin } = this.#options;
    new PoolOutputs(this, "outputs", {
      prefix: this.#names.outputsPrefix,
      pool,
      issuer: issuerOrigin === undefined ? pool.issuer : `${issuerOrigin}/${pool.poolId}`,
      policyHash: release.snapshot.hash,
      trigger,
    });
  }
}
