// expect: memory_limit_exceeded
let b: any = new ArrayBuffer(1); for (;;) b = b.transfer(b.byteLength * 2)
