// What the server passed with the page: words, CSRF token, language and time zone.

const settings = JSON.parse(document.getElementById("settings").textContent);

export const { csrf, language, timezone } = settings;

export function has(key) {
  return Object.hasOwn(settings.strings, key);
}

/** The words for `key`, with `{name}` replaced from `values`. An unknown key is shown as it is. */
export function t(key, values = {}) {
  const text = has(key) ? settings.strings[key] : key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A code in words; a code that has none is shown itself rather than hidden. */
export function word(group, code) {
  const key = `${group}.${code}`;
  return has(key) ? t(key) : code.replaceAll("_", " ");
}
