// expect: runtime_error
const p = Promise.reject({ get stack() { p.catch(() => {}); return ''; } })
