// expect: accepted
function* g() { try { yield 1; } finally { for (;;) yield 2; } } for (const x of g()) break; for (const x of g()) { if (x === 2) break; }
