// The engine's worker. The page sends it the compiled engine and the tables, and then
// inputs and questions; it answers in their order. A run is ended by ending the worker.
// @ts-check

/** @typedef {{marker: string, bytes: ArrayBuffer}} Table */

(() => {
  const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  /** @type {any} */
  const go = new (/** @type {any} */ (self).Go)();
  const engine = () => /** @type {any} */ (self).fixtext;

  /**
   * Puts the tables where the engine holds their places, which begin with their markers.
   * @param {Uint8Array} memory @param {Table[]} tables
   */
  function place(memory, tables) {
    const text = new TextDecoder("latin1").decode(memory); // a character a byte, as all markers are ASCII
    for (const { marker, bytes } of tables) {
      const at = text.indexOf(marker);
      if (at < 0 || text.indexOf(marker, at + 1) >= 0) throw new Error("no place for " + marker);
      memory.set(new Uint8Array(bytes), at);
    }
  }

  /** @param {{module: WebAssembly.Module, tables: Table[]}} parts */
  async function start({ module, tables }) {
    const instance = await WebAssembly.instantiate(module, go.importObject);
    place(new Uint8Array(/** @type {WebAssembly.Memory} */ (instance.exports.mem).buffer), tables);
    go.run(instance);
    scope.postMessage({ ready: true, rules: JSON.parse(engine().rules()) });
  }

  /** @param {Blob} blob */
  function repair(blob) {
    const reader = new FileReaderSync();
    let at = 0;
    const read = (/** @type {number} */ n) => {
      const bytes = new Uint8Array(reader.readAsArrayBuffer(blob.slice(at, at + n)));
      at += bytes.length;
      return bytes;
    };
    const failed = engine().repair(blob.size, read, (/** @type {Uint8Array<ArrayBuffer>} */ out, /** @type {string} */ piece) =>
      scope.postMessage({ out, piece: JSON.parse(piece) }, [out.buffer]));
    if (failed || go.exited) throw new Error(failed ?? "the engine stopped");
  }

  scope.onmessage = async ({ data }) => {
    try {
      if (data.module) await start(data);
      if (data.blob) repair(data.blob);
      if (data.line !== undefined) scope.postMessage({ why: JSON.parse(engine().explain(data.line)) });
    } catch (error) {
      scope.postMessage({ failed: String(error) });
    }
  };
})();
