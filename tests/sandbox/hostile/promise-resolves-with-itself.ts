// expect: runtime_error
const { promise, resolve } = (Promise as any).withResolvers(); resolve(promise); await promise
