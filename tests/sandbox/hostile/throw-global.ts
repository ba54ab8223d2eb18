// expect: runtime_error
throw globalThis
