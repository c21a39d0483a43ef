// A masked picture that follows its camera: one request at a time, none while the page is hidden.

export class Picture {
  constructor(camera, alt) {
    this.camera = camera;
    this.wanted = null;
    this.shown = null;
    this.loading = false;
    this.image = document.createElement("img");
    this.image.alt = alt;
    this.image.decoding = "async";
    this.image.hidden = true;
    this.onVisible = () => this.#load();
    document.addEventListener("visibilitychange", this.onVisible);
  }

  /** Show the picture `{v, width, height}`, or nothing where it is null. */
  show(picture) {
    this.wanted = picture;
    if (picture === null) {
      this.image.hidden = true;
      this.shown = null;
    } else {
      this.#load();
    }
  }

  /** Stop following; the element may be thrown away. */
  close() {
    this.wanted = null;
    document.removeEventListener("visibilitychange", this.onVisible);
  }

  async #load() {
    if (this.loading || document.hidden || !this.wanted || this.wanted.v === this.shown) return;
    this.loading = true;
    const { v, width, height } = this.wanted;
    const next = new Image(width, height);
    next.src = `/cameras/${encodeURIComponent(this.camera)}/picture.jpg?v=${v}`;
    try {
      await next.decode();
      if (this.wanted) {
        next.alt = this.image.alt;
        this.image.replaceWith(next);
        this.image = next;
      }
    } catch {
      // A newer picture comes with the next decision; the old one stays until then.
    }
    this.shown = v;
    this.loading = false;
    this.#load();
  }
}
