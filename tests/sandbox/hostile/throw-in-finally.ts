// expect: runtime_error
// says: last
try { throw 1; } finally { throw new Error('last'); }
