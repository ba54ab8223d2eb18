// expect: runtime_error
let n = 0; JSON.stringify({}, () => ({ a: n++ }))
