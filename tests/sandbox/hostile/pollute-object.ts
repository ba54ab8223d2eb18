// expect: runtime_error
// says: not extensible
(Object.prototype as any).polluted = 1
