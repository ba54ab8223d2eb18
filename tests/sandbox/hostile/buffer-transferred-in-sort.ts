// expect: accepted
const b: any = new ArrayBuffer(4096); const t = new Float64Array(b); t.sort(() => { if (!b.detached) b.transfer(1 << 20); return 1; }); console.log(t.length)
