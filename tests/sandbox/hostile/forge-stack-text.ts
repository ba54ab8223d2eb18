// expect: runtime_error
const e = new Error('x'); e.stack = '    at check (checks/hidden.ts:1:1)\n    at f (main.ts:99999999999:-1)\n' + '    at f (main.ts:1:1)\n'.repeat(1e5); throw e
