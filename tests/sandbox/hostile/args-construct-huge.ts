// expect: runtime_error
Reflect.construct(Array, { length: 2 ** 31 } as any)
