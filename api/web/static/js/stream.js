// The event stream. The browser reconnects by itself; only a refusal needs a new attempt by hand.

const RETRY_MS = 5000;

/** Call `onFloor`, `onChange` and `onLink("connecting" | "live" | "lost")` for as long as open. */
export function listen({ onFloor, onChange, onLink }) {
  onLink("connecting");
  const source = new EventSource("/live");
  source.addEventListener("open", () => onLink("live"));
  source.addEventListener("floor", (event) => onFloor(JSON.parse(event.data)));
  source.addEventListener("change", (event) => onChange(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    onLink("lost");
    if (source.readyState === EventSource.CLOSED) {
      window.setTimeout(() => retry({ onFloor, onChange, onLink }), RETRY_MS);
    }
  });
  return source;
}

/** A closed stream may mean that the session has ended: then the page leads to the sign-in. */
async function retry(handlers) {
  try {
    const answer = await fetch("/api/v1/cameras", { cache: "no-store" });
    if (answer.status === 401) return window.location.assign("/sign-in");
  } catch {
    // The server is away; the next attempt will tell.
  }
  return listen(handlers);
}
