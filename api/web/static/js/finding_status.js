// What the page says of a finding. A raised hand calls for help, whatever else is known; and what
// only cameras tell is merely seen, not explained by anything.

export function shownStatus(finding) {
  if (finding.kind === "hand_raised") return "help";
  if (finding.status === "candidate" && finding.kind !== "off_seat") return "seen";
  return finding.status;
}

/** The seats from which somebody calls for help now. */
export function seatsThatCall(findings) {
  const calls = findings.filter((each) => shownStatus(each) === "help" && each.end === null);
  return new Set(calls.flatMap((each) => each.seats));
}
