// expect: memory_limit_exceeded
const b = new ArrayBuffer(8); const a = []; for (;;) a.push(new Uint8Array(b))
