// expect: accepted
const b: any = new (ArrayBuffer as any)(8, { maxByteLength: 1 << 16 }); const t = new Uint8Array(b); t.set({ length: 8, get 0() { b.resize(0); return 1; }, get 7() { b.resize(1 << 16); return 2; } } as any); console.log(t.length)
