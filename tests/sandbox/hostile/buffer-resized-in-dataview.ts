// expect: runtime_error
const b: any = new (ArrayBuffer as any)(64, { maxByteLength: 64 }); new DataView(b).setFloat64(0, { valueOf() { b.resize(1); return 1; } } as any)
