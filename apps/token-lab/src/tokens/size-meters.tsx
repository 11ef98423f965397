// How much room does the token take, and of what?
import type { ShownToken } from "./shown-tokens.ts";

const number = new Intl.NumberFormat("en-GB");

/** From this share of a limit on, a meter turns to its warning colour. */
const HIGH = 0.75;

/** The token's size in bytes against each budget. */
export function SizeMeters({ bytes, budgets }: Pick<ShownToken, "bytes" | "budgets">) {
  return (
    <div className="token-sizes">
      <p className="quiet">
        {number.format(bytes.token)} bytes: header {number.format(bytes.header)}, payload{" "}
        {number.format(bytes.payload)}, signature {number.format(bytes.signature)}
      </p>
      {budgets.map(({ label, usedBytes, limitBytes, percent, fits }) => (
        <label key={label} className="token-meter">
          <span>
            {label}: {percent} % of {number.format(limitBytes)} bytes{fits ? "" : ", does not fit"}
          </span>
          <meter
            min={0}
            max={limitBytes}
            low={limitBytes * HIGH}
            high={limitBytes}
            optimum={0}
            value={usedBytes}
          />
        </label>
      ))}
    </div>
  );
}
