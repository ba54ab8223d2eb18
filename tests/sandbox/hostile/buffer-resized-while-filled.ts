// expect: accepted
const b: any = new (ArrayBuffer as any)(1024, { maxByteLength: 4096 }); const t = new Uint8Array(b); t.fill({ valueOf() { b.resize(0); return 1; } } as any); console.log(t.length)
