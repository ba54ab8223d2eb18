// expect: runtime_error
// says: not defined
postMessage({ kind: 'report', report: {} })
