// expect: runtime_error
Math.max.apply(null, { length: 2 ** 32 - 1 } as any)
