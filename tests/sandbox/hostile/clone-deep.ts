// expect: runtime_error
let o: any = {}; for (let i = 0; i < 1e5; i++) o = { o }; structuredClone(o)
