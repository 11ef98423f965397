// How does the page start? It reads its settings and finds who is signed in.
import { StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { App } from "./app.tsx";
import { restoreSession } from "./session/restore-session.ts";
import type { LabSettings } from "./settings/settings.ts";
import { Notice } from "./ui/notice.tsx";
import "./ui/styles.css";
import "./app/layout.css";

/** The server that serves them has checked them. */
async function readSettings(): Promise<LabSettings> {
  const response = await fetch("/settings.json");
  if (!response.ok) throw new Error("expected the server to have settings");
  return response.json();
}

async function start(root: Root): Promise<void> {
  try {
    const settings = await readSettings();
    // Once, and outside of any component: an authorization code counts once.
    const opening = restoreSession(settings);
    root.render(
      <StrictMode>
        <App settings={settings} opening={opening} />
      </StrictMode>,
    );
  } catch {
    root.render(
      <main className="page">
        <h1>Token Lab</h1>
        <Notice tone="bad" title="The page got no settings.">
          Start its server, then load the page again.
        </Notice>
      </main>,
    );
  }
}

const element = document.getElementById("root");
if (element !== null) void start(createRoot(element));
