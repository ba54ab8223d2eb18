// expect: runtime_error
// says: ^N{50,}
const e = new Error('x'); e.name = 'N'.repeat(5e6); throw e
