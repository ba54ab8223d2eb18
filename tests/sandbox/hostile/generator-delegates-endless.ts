// expect: runtime_error
function* a(): any { yield* b(); } function* b(): any { yield* a(); } for (const x of a());
