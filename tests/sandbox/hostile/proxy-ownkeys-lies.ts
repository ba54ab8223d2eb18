// expect: accepted
Reflect.ownKeys(new Proxy({}, { ownKeys: () => ({ length: 2 ** 32 } as any) }))
