// expect: runtime_error
Promise.reject({ get stack() { console.log('late'); return 'at f (main.ts:1:1)'; } })
