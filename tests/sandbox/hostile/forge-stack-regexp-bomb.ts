// expect: runtime_error
const e = new Error('x'); e.stack = '    at ' + '('.repeat(5e4) + ' '.repeat(5e4) + ')'; throw e
