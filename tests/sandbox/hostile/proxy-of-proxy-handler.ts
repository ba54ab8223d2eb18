// expect: runtime_error
let h: any = {}; for (let i = 0; i < 3e3; i++) h = new Proxy({}, h); h.x
