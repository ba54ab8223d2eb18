// expect: runtime_error
throw new AggregateError(Array.from({ length: 1e4 }, (_, i) => new Error(String(i))), 'many')
