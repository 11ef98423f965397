// What stands in for GitHub in tests? A server on this machine with the answers of a table, which remembers what it was asked.
import { once } from "node:events";
import { createServer } from "node:http";

/**
 * Starts it. `answers` maps `METHOD /path` below the repository, without query, to what is answered: JSON, or a function of the
 * query and the body; what is not in it is answered with 404.
 *
 * @param {Record<string, unknown>} answers
 */
export async function localGithub(answers) {
  const calls = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    const path = url.pathname.replace("/repos/team/orders", "");
    let text = "";
    for await (const chunk of request) text += chunk;
    const call = { call: `${request.method} ${path}`, ...(text !== "" && { body: JSON.parse(text) }) };
    calls.push(call);
    const answer = answers[call.call];
    const authorized = request.headers.authorization === "Bearer of-the-job";
    response.writeHead(!authorized ? 401 : answer === undefined ? 404 : 200, {
      "content-type": "application/json",
    });
    response.end(
      JSON.stringify(typeof answer === "function" ? answer(url.searchParams, call.body) : (answer ?? {})),
    );
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    calls,
    env: {
      GITHUB_API_URL: `http://127.0.0.1:${server.address().port}`,
      GITHUB_REPOSITORY: "team/orders",
      GITHUB_TOKEN: "of-the-job",
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The page of a list that a query asks for. */
export function pageOf(items, query) {
  const size = Number(query.get("per_page"));
  const start = (Number(query.get("page")) - 1) * size;
  return items.slice(start, start + size);
}
