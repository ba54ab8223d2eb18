// expect: runtime_error
const o: any = { get a() { Object.defineProperty(o, 'b' + Math.random(), { get: () => o.a }); return o.a; } }; o.a
