// expect: runtime_error
throw new Error('x'.repeat(5e6))
